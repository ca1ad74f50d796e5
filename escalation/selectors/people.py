"""Who stands behind targets now: a handful of queries for any number of runs.

Whoever has left, whose agency is retired, or who is on no roster now, is not there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from agencies.models import Agency, Membership
from escalation.deciding import Person
from escalation.definition import Target
from escalation.facts import Facts
from escalation.models import EngineSettings
from escalation.selectors.targets import read_targets
from escalation.states import TargetKind, Whose
from incidents.permissions import DESK
from rosters.selectors.duty import duties_with_roles, on_duty

Duties = dict[tuple[int, str], tuple[int, ...]]


@dataclass(frozen=True, kw_only=True)
class Question:
    """The targets of one step, and what they are said of; of no incident without facts. `about` is
    the run's agency.
    """

    targets: Sequence[Target]
    facts: Facts | None
    about: int | None


@dataclass(kw_only=True)
class Directory:
    """Everybody whom the questions could mean, by what they are."""

    agencies: dict[str, list[int]]
    duty_officer: Sequence[Target]
    rosters: dict[int, tuple[int, ...]] = field(default_factory=dict)
    duties: Duties = field(default_factory=dict)
    members: dict[int, list[tuple[str, Person]]] = field(default_factory=dict)
    places: dict[int, list[Person]] = field(default_factory=dict)

    def behind(
        self, targets: Sequence[Target], facts: Facts | None, about: int | None
    ) -> list[Person]:
        """Each person once, in the order of the targets."""
        found: dict[int, Person] = {}
        for target in targets:
            for person in self._one(target, facts, about):
                found.setdefault(person.user_id, person)
        return list(found.values())

    def last_resort(self) -> list[Person]:
        """The duty officer of the city, with whom everything ends: the same for each incident."""
        return self.behind(self.duty_officer, None, None)

    def agency_of(self, target: Target, facts: Facts | None, about: int | None) -> int | None:
        """The agency that a target means; None where there is none."""
        whose = Whose(target.whose)
        if target.agency is not None:
            return target.agency
        if target.agency_kind:
            return self.of_kind(target.agency_kind, facts)
        if whose == Whose.OWN or facts is None:
            return about
        return facts.lead_agency if whose == Whose.LEAD else facts.filed_by

    def of_kind(self, kind: str, facts: Facts | None) -> int | None:
        """The one on the incident; else the city's first of the kind."""
        tracks = facts.tracks if facts else ()
        on_it = (track.agency_id for track in tracks if track.kind == kind)
        return next(on_it, next(iter(self.agencies.get(kind, ())), None))

    def _one(self, target: Target, facts: Facts | None, about: int | None) -> Iterable[Person]:
        if target.kind == TargetKind.DUTY_OFFICER:
            return self.last_resort()
        if target.kind == TargetKind.PERSON:
            return self._persons([target.person or 0], None)
        if target.kind == TargetKind.ROSTER:
            return self._persons(self.rosters.get(target.roster or 0, ()), None)
        agency_id = self.agency_of(target, facts, about) or 0
        if target.kind == TargetKind.AGENCY:
            return self._members(agency_id, DESK)
        if target.on_duty:
            return self._persons(self.duties.get((agency_id, target.role), ()), agency_id)
        return self._members(agency_id, {target.role})

    def _members(self, agency_id: int, roles: Iterable[str]) -> Iterator[Person]:
        return (one for role, one in self.members.get(agency_id, ()) if role in roles)

    def _persons(self, user_ids: Iterable[int], agency_id: int | None) -> Iterator[Person]:
        """For the agency where that is known, else for the first that they work for."""
        for user_id in user_ids:
            places = self.places.get(user_id, ())
            of_agency = (one for one in places if one.agency_id == agency_id)
            person = next(of_agency, next(iter(places), None))
            if person is not None:
                yield person


def directory(questions: Sequence[Question], *, at: datetime) -> Directory:
    """Look up everybody behind the questions, and the last resort."""
    settings = EngineSettings.objects.values_list("last_resort", flat=True).get()
    found = Directory(agencies=_agencies(), duty_officer=read_targets(settings))
    asked = [*questions, Question(targets=found.duty_officer, facts=None, about=None)]
    _look_up_duties(found, asked, at=at)
    _look_up_members(found, asked)
    return found


def _agencies() -> dict[str, list[int]]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    active = Agency.objects.in_use().order_by("pk")
    for pk, kind in active.values_list("pk", "kind"):
        by_kind[kind].append(pk)
    return by_kind


def _look_up_duties(found: Directory, asked: Sequence[Question], *, at: datetime) -> None:
    rosters: set[int] = set()
    roles: set[tuple[int, str]] = set()
    for one in asked:
        for target in one.targets:
            if target.kind == TargetKind.ROSTER and target.roster:
                rosters.add(target.roster)
            elif target.kind == TargetKind.ROLE and target.on_duty:
                agency_id = found.agency_of(target, one.facts, one.about)
                roles |= {(agency_id, target.role)} if agency_id else set()
    found.rosters = on_duty(rosters, at) if rosters else {}
    found.duties = duties_with_roles(roles, at) if roles else {}


def _look_up_members(found: Directory, asked: Sequence[Question]) -> None:
    """One query: the members of every agency that is meant, and every person who is."""
    agencies: set[int] = set()
    persons = {pk for duty in (*found.rosters.values(), *found.duties.values()) for pk in duty}
    for one in asked:
        for target in one.targets:
            if target.kind == TargetKind.PERSON and target.person:
                persons.add(target.person)
            elif target.kind in (TargetKind.AGENCY, TargetKind.ROLE):
                agencies.add(found.agency_of(target, one.facts, one.about) or 0)
    rows = Membership.objects.standing().filter(Q(agency_id__in=agencies) | Q(user_id__in=persons))
    names = ("user_id", "agency_id", "role", "user__first_name", "user__last_name")
    for user_id, agency_id, role, first, last, login in rows.order_by("pk").values_list(
        *names, "user__username"
    ):
        name = f"{first} {last}".strip() or login
        person = Person(user_id=user_id, agency_id=agency_id, name=name)
        found.members.setdefault(agency_id, []).append((role, person))
        found.places.setdefault(user_id, []).append(person)
