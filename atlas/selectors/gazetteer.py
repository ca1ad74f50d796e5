"""Finding a place by what a caller calls it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from psycopg.sql import Composed

from agencies.models import City
from agencies.selectors import city_day
from atlas.selectors import gazetteer_sql

# A sentence is not a name; more words than this would only slow the search.
MOST_WORDS = 5
LEAST_LIKENESS = "0.45"


@dataclass(frozen=True, kw_only=True)
class Found:
    """One answer. `lon`, `lat` lie on the thing itself; `source` names its layer in the pack."""

    id: str
    kind: str
    name_ko: str
    name_en: str
    address: str
    lon: float
    lat: float
    source: str


def search_places(
    q: str, *, at: datetime, near: tuple[float, float] | None = None, limit: int = 20
) -> list[Found]:
    """Places, stations, streets and districts that `q` names, best first.

    Exact names come before beginnings, those before parts and addresses; equals by what they
    are and how near they lie to `near` (lon, lat), the city's centre if None. When nothing has
    the words, names that are much alike. Districts are those valid at `at`.
    """
    words = q.split()[:MOST_WORDS]
    if not any(letter.isalnum() for letter in q):
        return []
    lon, lat = near or _centre()
    values = {
        "whole": " ".join(words),
        "prefix": f"{_pattern(' '.join(words))}%",
        "inside": f"%{_pattern(' '.join(words))}%",
        "lon": lon,
        "lat": lat,
        "day": city_day(at),
        "limit": limit,
        "landmarks": gazetteer_sql.LANDMARKS,
        "unaddressed": gazetteer_sql.UNADDRESSED,
    }
    values |= {f"word{n}": f"%{_pattern(word)}%" for n, word in enumerate(words)}
    return _ask(gazetteer_sql.by_words(len(words)), values) or _alike(values)


def _alike(values: dict[str, Any]) -> list[Found]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(gazetteer_sql.LIKENESS_SETTING, [LEAST_LIKENESS])
        return _ask(gazetteer_sql.by_likeness(), values)


def _pattern(text: str) -> str:
    """Text for LIKE on upper case, its wildcards taken as letters."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return escaped.upper()


def _centre() -> tuple[float, float]:
    city = City.objects.only("centre").first()
    return (city.centre.x, city.centre.y) if city else (0.0, 0.0)


def _ask(statement: Composed, values: dict[str, Any]) -> list[Found]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        names = [column.name for column in cursor.description]
        return [Found(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
