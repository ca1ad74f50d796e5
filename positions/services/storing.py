"""Write what was accepted: the latest by one upsert, the history by COPY."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

from django.db import connection

from positions.services.partitions import ensure_days
from positions.states import Source

LATEST = """
INSERT INTO positions_latestfix AS latest (unit_id, location, at, received_at, heading, speed_kmh,
    accuracy_m, source, is_simulated)
SELECT unit, ST_MakePoint(lon, lat)::geography, at, %s, heading, speed, accuracy, %s, simulated
FROM unnest(%s::bigint[], %s::float8[], %s::float8[], %s::timestamptz[], %s::smallint[],
    %s::float8[], %s::float8[], %s::boolean[])
    AS moved (unit, lon, lat, at, heading, speed, accuracy, simulated)
ORDER BY unit
ON CONFLICT (unit_id) DO UPDATE SET location = excluded.location, at = excluded.at,
    received_at = excluded.received_at, heading = excluded.heading,
    speed_kmh = excluded.speed_kmh, accuracy_m = excluded.accuracy_m,
    source = excluded.source, is_simulated = excluded.is_simulated
WHERE latest.at < excluded.at
RETURNING unit_id
"""

HISTORY = """
COPY positions_fix (unit_id, lon, lat, at, heading, speed_kmh, accuracy_m, is_simulated,
    received_at, source) FROM STDIN (NULL 'NULL')
"""


# One row to be, in the order of the columns above.
Row: TypeAlias = tuple[int, float, float, datetime, int | None, float | None, float | None, bool]


def store(rows: Sequence[Row], *, received: datetime, source: Source) -> set[int]:
    """The units that are stored; of another, somebody has just stored something later.

    `rows` are in the order of time for each unit. Called inside a transaction.
    """
    # Numbers, moments and truth values have no character that an array or a COPY reads otherwise,
    # so they are written as they are: half the time of a batch went into quoting.
    texts = [["NULL" if value is None else str(value) for value in row] for row in rows]
    newest = {row[0]: text for row, text in zip(rows, texts, strict=True)}
    columns = ["{" + ",".join(column) + "}" for column in zip(*newest.values(), strict=True)]
    with connection.cursor() as cursor:
        # The order of the units is the order of the locks, so two batches never wait in a ring.
        cursor.execute(LATEST, [received, source, *columns])
        stored = {unit for (unit,) in cursor.fetchall()}
    lines = ["\t".join(text) for row, text in zip(rows, texts, strict=True) if row[0] in stored]
    ensure_days({row[3].date() for row in rows})
    with connection.cursor() as cursor, cursor.copy(HISTORY) as copy:
        copy.write("".join(f"{line}\t{received}\t{source}\n" for line in lines))
    return stored
