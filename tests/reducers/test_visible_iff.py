"""Whatever is agreed and whatever happens: an agency sees exactly what the rule says.

The rule stands here once more, in plain Python: of the incidents that another agency leads, those
that its agreements in force cover, the widest of them, unless one of them is an exception.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import hypothesis
from django.db import transaction
from hypothesis import strategies as st

from agencies.models import Agency
from agreements.models import Agreement
from agreements.services.turning import keep_time
from incidents.models import Incident
from incidents.selectors.summaries import summaries_of
from safety_net.core import clock
from safety_net.core.errors import Refusal
from tests.reducers.desks import Browser, Desk
from tests.support import deeds
from tests.support.agreeing import agree, an_admin, ends
from tests.support.cast import Person, a_person, file
from tests.support.small_city import AIRPORT, HILL_STATION, MILL_BRIDGE, SmallCity

PLACES = (MILL_BRIDGE, HILL_STATION, AIRPORT)
GU = {MILL_BRIDGE: "gu-west", HILL_STATION: "gu-east", AIRPORT: "gu-east"}
TYPES = ("FIRE.STRUCT", "FIRE.ALARM", "CRIME.THEFT", "LIFE.SAFETY")
AGENCIES = ("fire", "police", "coast_guard", "health")
HOUR = timedelta(hours=1)


@dataclass
class Town:
    """What was agreed and what happened, and what the plain rule makes of it."""

    people: list[Person]
    admins: list[Person]
    began: datetime
    seconds: int = 0
    agreements: list[Agreement] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.began + timedelta(seconds=self.seconds)

    def agrees(self, giver: int, receiver: int, terms: dict[str, Any], begins: int) -> None:
        if giver != receiver:
            begin = self.now + begins * HOUR
            more = {**terms, "valid_from": begin, "valid_to": begin + 2 * HOUR}
            made = agree(self.admins[giver], self.admins[receiver], at=self.now, **more)
            self.agreements.append(made)

    def files(self, who: int, kind: int, place: int, priority: int) -> None:
        self.incidents.append(
            file(
                self.people[who],
                TYPES[kind % len(TYPES)],
                place=PLACES[place % len(PLACES)],
                priority=priority % 3,
                at=self.now,
            )
        )

    def changes(self, what: int, it: int, n: int) -> None:
        if not self.incidents:
            return
        incident = self.incidents[it % len(self.incidents)]
        who = self.people[n % len(self.people)]
        if what == 0:
            deeds.retypes(who, incident, TYPES[n % len(TYPES)], at=self.now)
        elif what == 1:
            deeds.moves(who, incident, PLACES[n % len(PLACES)], at=self.now)
        elif what == 2:
            deeds.reprioritises(who, incident, n % 3, at=self.now)
        else:
            deeds.asks(self.lead(incident), incident, who.agency, takes_over=True, at=self.now)
            if deeds.track(incident, who.agency).state == "waiting":
                deeds.acknowledges(who, incident, at=self.now)

    def lead(self, incident: Incident) -> Person:
        agency = incident.tracks.get(role="lead").agency_id
        return next((one for one in self.people if one.agency.pk == agency), self.people[0])

    def ends(self, it: int) -> None:
        standing = [one for one in self.agreements if not self.fresh(one).ended_at]
        if standing:
            made = standing[it % len(standing)]
            side = (made.giver_id, made.receiver_id)[it % 2]
            ends(self.admins[self.index(side)], made, at=self.now)

    def index(self, agency_id: int) -> int:
        return next(n for n, one in enumerate(self.admins) if one.agency.pk == agency_id)

    def passes(self, hours: int) -> None:
        self.seconds += hours * 3600
        keep_time(at=self.now)

    @staticmethod
    def fresh(agreement: Agreement) -> Agreement:
        return Agreement.objects.get(pk=agreement.pk)

    def rule(self, incident: Incident, agency: Agency) -> str:
        tracks = {one.agency_id: one.role for one in incident.tracks.all()}
        if agency.pk in tracks:
            return "full"
        lead = next(pk for pk, role in tracks.items() if role == "lead")
        levels = {
            one.level
            for one in map(self.fresh, self.agreements)
            if (one.giver_id, one.receiver_id) == (lead, agency.pk)
            and one.ended_at is None
            and one.valid_from <= self.now < (one.valid_to or self.now + HOUR)
            and self.covers(one, incident)
        }
        if "none" in levels:
            return ""
        return "full" if "full" in levels else "summary" if levels else ""

    @staticmethod
    def covers(agreement: Agreement, incident: Incident) -> bool:
        code = incident.type.code
        place = next(one for one in PLACES if abs(one.lon - incident.location.x) < 1e-6)
        return (
            (not agreement.types or code in agreement.types or code[:4] in agreement.types)
            and (not agreement.priorities or incident.priority in agreement.priorities)
            and (not agreement.districts or GU[place] in agreement.districts)
        )

    def sees(self, incident: Incident, who: Person) -> str:
        """What the system makes of it."""
        if Incident.objects.visible_to(who.agency.pk).filter(pk=incident.pk).exists():
            return "full"
        return "summary" if summaries_of(who.viewer).filter(pk=incident.pk).exists() else ""


TERMS = st.fixed_dictionaries(
    {
        "level": st.sampled_from(["full", "summary", "none"]),
        "types": st.sampled_from([[], ["FIRE"], ["FIRE.ALARM", "LIFE.SAFETY"]]),
        "priorities": st.sampled_from([[], [0, 1]]),
        "districts": st.sampled_from([[], ["gu-west"], ["gu-east"]]),
    }
)
SMALL = st.integers(0, 3)
STEPS = st.one_of(
    st.tuples(st.just("agrees"), SMALL, SMALL, TERMS, st.integers(0, 1)),
    st.tuples(st.just("files"), SMALL, SMALL, SMALL, SMALL),
    st.tuples(st.just("changes"), SMALL, SMALL, SMALL),
    st.tuples(st.just("ends"), SMALL),
    st.tuples(st.just("passes"), st.integers(1, 2)),
)


def test_an_agency_sees_what_the_rule_says(city: SmallCity, browser: Browser) -> None:
    agencies = [getattr(city, name) for name in AGENCIES]
    people = [a_person(one.slug, one, "dispatcher") for one in agencies]
    admins = [an_admin(one) for one in agencies]

    @hypothesis.settings(max_examples=12, deadline=None)
    @hypothesis.given(st.lists(STEPS, min_size=4, max_size=14))
    def whatever_happens(steps: list[tuple[Any, ...]]) -> None:
        with transaction.atomic():
            town = Town(people, admins, clock.now())
            desks = [Desk.opened_by(who.viewer) for who in people]
            for name, *values in steps:
                try:
                    getattr(town, name)(*values)
                except Refusal:
                    continue
            for incident in Incident.objects.filter(pk__in=[one.pk for one in town.incidents]):
                for who in people:
                    assert town.sees(incident, who) == town.rule(incident, who.agency)
            for desk in desks:
                desk.agrees(browser)
            transaction.set_rollback(True)

    whatever_happens()
