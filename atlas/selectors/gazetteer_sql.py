"""The gazetteer's questions in SQL.

Every source gives the same columns: id, kind, name_ko, name_en, address, source, weight, geometry.
A word fits when the name has it, or the address where `addressed`. Rank says how well the name
fits, weight what a caller is likely to mean: a hospital that has the name inside its own comes
before a bus stop that has it whole.
"""

from __future__ import annotations

from psycopg.sql import SQL, Composable, Composed, Placeholder

LANDMARKS = ["hospital", "emergency_hospital", "shelter", "school", "metro_station"]

# Kinds whose rows repeat one address hundreds of times; their names can still be searched.
UNADDRESSED = ["camera", "hydrant", "population", "bus_stop"]

_PLACES = SQL("""
SELECT 'place-' || id AS id, kind, name_ko, name_en, address, source,
       CASE WHEN kind = ANY(%(landmarks)s) THEN 2
            WHEN kind = ANY(%(unaddressed)s) THEN 6 ELSE 4 END AS weight,
       point::geometry AS geometry, kind <> ALL(%(unaddressed)s) AS addressed
FROM atlas_place
""")

_STATIONS = SQL("""
SELECT 'station-' || id, 'station', name_ko, name_en, address, kind, 1,
       location::geometry, true
FROM agencies_station
""")

_DISTRICTS = SQL("""
SELECT 'district-' || d.id, d.level, d.name_ko, d.name_en, coalesce(p.name_ko, ''), 'districts', 0,
       d.area, false
FROM agencies_district d LEFT JOIN agencies_district p ON p.id = d.parent_id
WHERE (d.valid_from IS NULL OR d.valid_from <= %(day)s)
  AND (d.valid_to IS NULL OR d.valid_to >= %(day)s)
""")

# A street is many pieces; the one nearest to the asker stands for it.
_FEATURES = SQL("""
SELECT 'feature-' || id, CASE layer WHEN 'transportation' THEN 'road' ELSE layer END,
       name_ko, name_en, '', source,
       CASE layer WHEN 'place' THEN 1 WHEN 'transportation' THEN 3 ELSE 5 END,
       geometry, false
FROM atlas_mapfeature WHERE name_ko <> '' OR name_en <> ''
""")

_SOURCES = SQL(" UNION ALL ").join([_PLACES, _STATIONS, _DISTRICTS, _FEATURES])

_RANK = SQL("""
    CASE WHEN upper(%(whole)s) IN (upper(name_ko), upper(name_en)) THEN 0
         WHEN upper(name_ko) LIKE %(prefix)s OR upper(name_en) LIKE %(prefix)s THEN 1
         WHEN upper(name_ko) LIKE %(inside)s OR upper(name_en) LIKE %(inside)s THEN 2
         ELSE 3 END
""")

# One row a name and kind: the nearest piece of a street, and its nearest point.
_NEAREST = SQL("""
SELECT DISTINCT ON (kind, name_ko, name_en, address) *
FROM (SELECT matched.*, ST_DistanceSphere(ST_ClosestPoint(geometry, here), here) AS metres
      FROM matched, (SELECT ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326) AS here) AS asker)
     AS measured
ORDER BY kind, name_ko, name_en, address, rank, metres
""")

# The sentence of a result: its own address, or the districts it lies in.
_ANSWER = SQL("""
SELECT best.id, best.kind, best.name_ko, best.name_en,
       coalesce(nullif(best.address, ''), CASE WHEN best.kind <> 'gu' THEN (
           SELECT string_agg(name_ko, ' ' ORDER BY level DESC) FROM agencies_district
           WHERE ST_Covers(area, best.spot)
             AND (valid_from IS NULL OR valid_from <= %(day)s)
             AND (valid_to IS NULL OR valid_to >= %(day)s)) END, '') AS address,
       ST_X(best.spot) AS lon, ST_Y(best.spot) AS lat, best.source
FROM (SELECT nearest.*,
             CASE WHEN ST_Dimension(geometry) = 2 THEN ST_PointOnSurface(geometry)
                  WHEN ST_Dimension(geometry) = 1
                      THEN ST_ClosestPoint(geometry, ST_LineInterpolatePoint(
                          ST_GeometryN(ST_LineMerge(geometry), 1), 0.5))
                  ELSE ST_GeometryN(geometry, 1) END AS spot
      FROM nearest ORDER BY 1.5 * rank + weight, metres, name_ko, id LIMIT %(limit)s) AS best
ORDER BY 1.5 * best.rank + best.weight, best.metres, best.name_ko, best.id
""")

_FITS = SQL("""(upper(name_ko) LIKE {word} OR upper(name_en) LIKE {word}
    OR (addressed AND upper(address) LIKE {word}))""")


# The operator looks into the trigram index; its limit is a setting of the transaction.
LIKENESS_SETTING = "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)"
_LIKE = SQL("(upper(name_ko) %%> upper(%(whole)s) OR upper(name_en) %%> upper(%(whole)s))")
_UNLIKENESS = SQL("""
    10 * (1 - greatest(word_similarity(upper(%(whole)s), upper(name_ko)),
                       word_similarity(upper(%(whole)s), upper(name_en))))
""")


def by_words(count: int) -> Composed:
    """Rows that have every one of `count` words."""
    fits = SQL(" AND ").join(_FITS.format(word=Placeholder(f"word{n}")) for n in range(count))
    return _search(_RANK, fits)


def by_likeness() -> Composed:
    """Rows whose name is much like the text: a letter wrong, a syllable missing."""
    return _search(_UNLIKENESS, _LIKE)


def _search(rank: Composable, fits: Composable) -> Composed:
    return SQL(
        "WITH matched AS MATERIALIZED"
        " (SELECT *, {rank} AS rank FROM ({sources}) AS source WHERE {fits}),"
        " nearest AS ({nearest}) {answer}"
    ).format(rank=rank, sources=_SOURCES, fits=fits, nearest=_NEAREST, answer=_ANSWER)
