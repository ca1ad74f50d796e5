"""What travel times may lean on in this database."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from roads.models import TravelRule

_THERE = """
SELECT EXISTS (SELECT FROM roads_edge),
       EXISTS (SELECT FROM pg_extension WHERE extname = 'pgrouting')
"""


@dataclass(frozen=True)
class Conditions:
    """The rule, whether a road layer is loaded, and whether ways through it can be found."""

    rule: TravelRule
    mapped: bool
    routed: bool


def conditions() -> Conditions:
    with connection.cursor() as cursor:
        cursor.execute(_THERE)
        mapped, extended = cursor.fetchone()
    return Conditions(TravelRule.objects.get(), mapped, mapped and extended)
