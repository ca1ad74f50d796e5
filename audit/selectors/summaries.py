"""Who saw this, and what did they see and do: the found entries, counted by person and kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from audit.selectors.entries import look_kinds
from safety_net.core.models import LogEntry

# Beyond this the question is too wide for a summary.
MOST = 20_000
SHOWN = 12


@dataclass
class Line:
    """One person: how often they looked and acted, when first and last."""

    name: str
    agency_id: int | None
    role: str
    first: datetime
    last: datetime
    looks: int = 0
    acts: int = 0
    kinds: dict[str, int] = field(default_factory=dict)


def by_person(rows: QuerySet[LogEntry]) -> list[Line] | None:
    """The lines, most looks first; None where the question is too wide."""
    newest = list(rows.values_list("seq", flat=True)[: MOST + 1])
    if len(newest) > MOST:
        return None
    counted = (
        LogEntry.objects.filter(seq__in=newest)
        .order_by()
        .values("actor_user_id", "actor_name", "actor_agency_id", "actor_role", "kind")
        .annotate(times=Count("seq"), first=Min("at"), last=Max("at"))
    )
    lines = _lines(counted)
    return sorted(lines, key=lambda one: (-one.looks, -one.acts, one.name))[:SHOWN]


def _lines(counted: Iterable[Any]) -> list[Line]:
    looks = set(look_kinds())
    found: dict[tuple[Any, ...], Line] = {}
    for row in counted:
        key = (row["actor_user_id"], row["actor_name"], row["actor_agency_id"], row["actor_role"])
        line = found.setdefault(key, Line(*key[1:], first=row["first"], last=row["last"]))
        line.first, line.last = min(line.first, row["first"]), max(line.last, row["last"])
        line.kinds[row["kind"]] = row["times"]
        if row["kind"] in looks:
            line.looks += row["times"]
        else:
            line.acts += row["times"]
    return list(found.values())
