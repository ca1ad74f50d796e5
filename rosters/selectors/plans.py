"""From the tables to plans that can be calculated: three queries for any number of rosters."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.timezone import get_default_timezone_name

from agencies.models import City, Membership
from rosters.calculation.plan import Holidays, Layer, Plan
from rosters.models import LayerParticipant, Roster
from rosters.selectors.dated import Dated, dated

ROSTER = ("pk", "agency_id", "passes_on", "hand_over_minutes")
LAYER = (
    "pk", "rank", "unit", "length", "hand_over", "starts_on", "ends_on", "days", "hours_from",
    "hours_to", "holidays",
)  # fmt: skip
Rows = list[dict[str, Any]]


def plans_of(rosters: QuerySet[Roster], *, begin: datetime, end: datetime) -> dict[int, Plan]:
    """The plan of each roster in use, with all that matters from `begin` to `end`."""
    by_roster = _with_layers(rosters.filter(is_active=True))
    if not by_roster:
        return {}
    once = dated(list(by_roster), begin=begin, end=end)
    members = _members(by_roster, once)
    return {pk: _plan(pk, rows, once, members) for pk, rows in by_roster.items()}


def _with_layers(rosters: QuerySet[Roster]) -> dict[int, Rows]:
    """By roster a row for each layer; one row, without a layer, for a roster that has none."""
    taking_part = LayerParticipant.objects.filter(layer=OuterRef("layers__pk"))
    rows = rosters.annotate(
        people=ArraySubquery(taking_part.order_by("position").values("user_id")),
        timezone=Subquery(City.objects.values("timezone")[:1]),
    ).order_by("pk", "layers__position")
    names = (*ROSTER, "people", "timezone", *(f"layers__{name}" for name in LAYER))
    found: dict[int, Rows] = defaultdict(list)
    for row in rows.values(*names):
        found[row["pk"]].append(row)
    return found


def _people(pk: int, rows: Rows, once: Dated) -> set[int]:
    """Everybody who is named on a roster."""
    return once.people(pk) | {person for row in rows for person in row["people"]}


def _members(by_roster: dict[int, Rows], once: Dated) -> dict[int, set[int]]:
    """By agency, those of the people named who have a place in it now."""
    named = {one for pk, rows in by_roster.items() for one in _people(pk, rows, once)}
    agencies = {rows[0]["agency_id"] for rows in by_roster.values()}
    standing = Membership.objects.standing().filter(agency_id__in=agencies, user_id__in=named)
    found: dict[int, set[int]] = defaultdict(set)
    for agency_id, user_id in standing.values_list("agency_id", "user_id"):
        found[agency_id].add(user_id)
    return found


def _plan(pk: int, rows: Rows, once: Dated, members: dict[int, set[int]]) -> Plan:
    roster = rows[0]
    people = sorted(_people(pk, rows, once))
    return Plan(
        zone=ZoneInfo(roster["timezone"] or get_default_timezone_name()),
        members=frozenset(members[roster["agency_id"]]),
        layers=tuple(_layer(row) for row in rows if row["layers__pk"]),
        shifts=tuple(once.shifts[pk]),
        overrides=tuple(once.overrides[pk]),
        leaves=tuple(leave for one in people for leave in once.leaves.get(one, ())),
        holidays=frozenset(once.holidays),
        passes_on=roster["passes_on"],
        hand_over_minutes=roster["hand_over_minutes"],
    )


def _layer(row: dict[str, Any]) -> Layer:
    begins, ends = row["layers__hours_from"], row["layers__hours_to"]
    return Layer(
        participants=tuple(row["people"]),
        starts_on=row["layers__starts_on"],
        ends_on=row["layers__ends_on"],
        hand_over=row["layers__hand_over"],
        unit=row["layers__unit"],
        length=row["layers__length"],
        rank=row["layers__rank"],
        days=frozenset(row["layers__days"]),
        hours=(begins, ends) if begins is not None else None,
        holidays=Holidays(row["layers__holidays"]),
    )
