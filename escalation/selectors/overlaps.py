"""Which other rules would page the same people within a minute for the same incident."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from django.contrib.gis.geos import GEOSGeometry

from agencies.models import Agency, District
from agencies.selectors import city_day
from escalation.deciding import Person
from escalation.definition import Definition, Scope, read
from escalation.facts import Facts, TrackFact
from escalation.meeting import Told, begin_together, close_pairs, told_by
from escalation.models import Rule
from escalation.scope import may_both_fit
from escalation.selectors.people import Directory, Question, directory
from incidents.states import Status, TrackRole, TrackState


@dataclass(frozen=True, kw_only=True)
class Other:
    rule: Rule
    definition: Definition


def overlaps(definition: Definition, rules: Iterable[Rule], *, now: datetime) -> dict[str, Any]:
    """`rules` are those to compare with, `published` loaded; people are those on duty now."""
    candidates = [
        Other(rule=rule, definition=read(rule.published.definition))
        for rule in rules
        if rule.published
    ]
    others = [one for one in candidates if _may_meet(definition, one.definition, now=now)]
    agencies = list(Agency.objects.filter(is_active=True).order_by("pk"))
    people = directory(_questions(definition, others, agencies), at=now) if others else None
    results = [_overlap(definition, one, agencies, people) for one in others if people]
    return {"results": [one for one in results if one]}


def _may_meet(one: Definition, other: Definition, *, now: datetime) -> bool:
    return (
        begin_together(one.condition, other.condition)
        and may_both_fit(one.scope, other.scope)
        and next(close_pairs(one, other), None) is not None
        and places_meet(one.scope, other.scope, now=now)
    )


def places_meet(one: Scope, other: Scope, *, now: datetime) -> bool:
    """Whether some place is in both: a gu holds its dong, a drawn area whatever it touches."""
    if not (one.districts or one.area) or not (other.districts or other.area):
        return True
    if one.districts and other.districts:
        mine, theirs = _family(one.districts, now=now), _family(other.districts, now=now)
        return not mine.isdisjoint(theirs)
    return _shape(one, now=now).intersects(_shape(other, now=now))


def _family(codes: Collection[str], *, now: datetime) -> set[str]:
    """The districts, and the neighbourhoods in them."""
    valid = District.objects.valid_on(city_day(now)).defer("area")
    inner = valid.filter(parent__code__in=codes).values_list("code", flat=True)
    return {*codes, *inner}


def _shape(scope: Scope, *, now: datetime) -> GEOSGeometry:
    if scope.area is not None:
        return GEOSGeometry(orjson.dumps(scope.area).decode(), srid=4326)
    valid = District.objects.valid_on(city_day(now)).filter(code__in=scope.districts)
    shapes: list[GEOSGeometry] = list(valid.values_list("area", flat=True))
    whole = GEOSGeometry("POLYGON EMPTY", srid=4326)
    for shape in shapes:
        whole = whole.union(shape)
    return whole


def _questions(
    definition: Definition, others: Sequence[Other], agencies: Sequence[Agency]
) -> list[Question]:
    steps = [
        told
        for one in (definition, *(other.definition for other in others))
        for told in told_by(one)
    ]
    targets = list(dict.fromkeys(target for told in steps for target in told.step.targets))
    return [
        Question(targets=targets, facts=_led_by(agency), about=agency.pk) for agency in agencies
    ]


def _overlap(
    definition: Definition, other: Other, agencies: Sequence[Agency], people: Directory
) -> dict[str, Any] | None:
    """The first moment at which both tell the same, and all whom they do."""
    shared: dict[int, Person] = {}
    first: tuple[Told, Told] | None = None
    for agency in agencies:
        if not all(_is_about(one.scope, agency) for one in (definition, other.definition)):
            continue
        for pair, found in _met(definition, other.definition, agency, people):
            first = min(first or pair, pair, key=lambda one: one[0].at)
            shared |= {one.user_id: one for one in found}
    if first is None:
        return None
    rule = other.rule
    return {
        "rule": {"id": rule.pk, "name_ko": rule.name_ko, "name_en": rule.name_en},
        "people": [{"user": one.user_id, "name": one.name} for one in shared.values()],
        "mine": first[0].at,
        "theirs": first[1].at,
    }


def _met(
    one: Definition, other: Definition, agency: Agency, people: Directory
) -> Iterator[tuple[tuple[Told, Told], list[Person]]]:
    facts = _led_by(agency)
    known: dict[int, list[Person]] = {}

    def behind(told: Told) -> list[Person]:
        if id(told.step) not in known:
            known[id(told.step)] = people.behind(told.step.targets, facts, agency.pk)
        return known[id(told.step)]

    for mine, theirs in close_pairs(one, other):
        both = {person.user_id for person in behind(theirs)}
        found = [person for person in behind(mine) if person.user_id in both]
        if found:
            yield (mine, theirs), found


def _is_about(scope: Scope, agency: Agency) -> bool:
    return not scope.agencies or agency.pk in scope.agencies


def _led_by(agency: Agency) -> Facts:
    """An incident that the agency filed and leads."""
    moment = datetime.min.replace(tzinfo=UTC)
    lead = TrackFact(
        id=0,
        agency_id=agency.pk,
        kind=agency.kind,
        role=TrackRole.LEAD,
        state=TrackState.WAITING,
        asked_at=moment,
    )
    return Facts(
        incident_id=0,
        number="",
        status=Status.REPORTED,
        exercise=False,
        type="",
        priority=0,
        severity=None,
        lon=0.0,
        lat=0.0,
        filed_at=moment,
        filed_by=agency.pk,
        updated_at=moment,
        tracks=(lead,),
    )
