"""Whatever people do, in whatever order: no desk drifts, and the log verifies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar

import hypothesis
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from dispatch.services.safety import mark_missed
from incidents.models import Incident
from incidents.places import Place
from incidents.services.sharing import mark_overdue
from safety_net.core.access import SYSTEM
from safety_net.core.city_log import verifying
from safety_net.core.errors import Refusal
from tests.reducers.desks import Browser, Desk
from tests.reducers.moment import Moment
from tests.reducers.unit_acts import UNIT_ACTS
from tests.support import deeds
from tests.support.cast import NOON, Person, a_person, file
from tests.support.dispatching import raises
from tests.support.fleet import a_unit
from tests.support.small_city import (
    AIRPORT,
    HILL_STATION,
    MILL_BRIDGE,
    OPEN_SEA,
    RESERVOIR,
    SmallCity,
)

PLACES = (MILL_BRIDGE, HILL_STATION, RESERVOIR, AIRPORT, OPEN_SEA)
TYPES = ("FIRE.STRUCT", "CRIME.THEFT", "NAT.FLOOD", "RESCUE.WATER", "HAZ.GAS", "TEST.DRILL")


Act = Callable[[Person, Moment], object]
ACTS: dict[str, Act] = {
    "acknowledges": lambda who, now: deeds.acknowledges(who, now.it, at=now.at),
    "starts": lambda who, now: deeds.starts(who, now.it, at=now.at),
    "finishes": lambda who, now: deeds.finishes(who, now.it, at=now.at),
    "declines": lambda who, now: deeds.declines(who, now.it, at=now.at),
    "asks": lambda who, now: deeds.asks(
        who,
        now.it,
        now.agency,
        role=("support", "informed")[now.n % 2],
        takes_over=now.n % 3 == 0,
        at=now.at,
    ),
    "attaches": lambda who, now: deeds.attaches(
        who, now.it, caller_name="Kim" * now.yes(), at=now.at
    ),
    "amends": lambda who, now: deeds.amends(who, now.it, narrative=f"view {now.n}", at=now.at),
    "moves": lambda who, now: deeds.moves(who, now.it, PLACES[now.n % 5], at=now.at),
    "retypes": lambda who, now: deeds.retypes(who, now.it, TYPES[now.n % 6], at=now.at),
    "reprioritises": lambda who, now: deeds.reprioritises(who, now.it, now.n % 5, at=now.at),
    "reclassifies": lambda who, now: deeds.reclassifies(who, now.it, now.n % 6 or None, at=now.at),
    "holds": lambda who, now: deeds.holds(who, now.it, 1 + now.n, at=now.at),
    "releases": lambda who, now: deeds.releases(who, now.it, at=now.at),
    "notes": lambda who, now: deeds.notes(who, now.it, to=("all", "own")[now.n % 2], at=now.at),
    "links": lambda who, now: deeds.links(who, now.it, now.other, at=now.at),
    "unlinks": lambda who, now: deeds.unlinks(who, now.it, now.it.links_out.all()[0].pk, at=now.at),
    "merges": lambda who, now: deeds.merges(who, now.it, into=now.other, at=now.at),
    "unmerges": lambda who, now: deeds.unmerges(who, now.it, at=now.at),
    "closes": lambda who, now: deeds.closes(
        who,
        now.it,
        override="over" * now.yes(),
        released_to="returning" * (now.n % 3 == 0),
        at=now.at,
    ),
    "reopens": lambda who, now: deeds.reopens(who, now.it, at=now.at),
    "records": lambda who, now: deeds.records_time(who, now.it, f"t{now.n % 12}", at=now.at),
    **UNIT_ACTS,
    "raises": lambda who, now: raises(who, now.it, 2 + now.n % 8, at=now.at),
}


class AnyNight(RuleBasedStateMachine):
    """Everything in one transaction that is taken back."""

    people: ClassVar[list[Person]]
    browser: ClassVar[Browser]

    def __init__(self) -> None:
        super().__init__()
        self.night = transaction.atomic()
        self.night.__enter__()
        self.time = NOON
        self.incidents: list[Incident] = []
        self.desks = [Desk.opened_by(person.viewer) for person in self.people]

    def later(self, seconds: int = 1) -> datetime:
        self.time += timedelta(seconds=seconds)
        return self.time

    @rule(who=st.integers(0, 4), kind=st.sampled_from(TYPES), place=st.sampled_from(PLACES))
    def somebody_files(self, who: int, kind: str, place: Place) -> None:
        self.incidents.append(file(by=self.people[who], kind=kind, place=place, at=self.later()))

    @precondition(lambda self: self.incidents)
    @rule(
        act=st.sampled_from(sorted(ACTS)),
        who=st.integers(0, 4),
        it=st.integers(0, 3),
        other=st.integers(0, 3),
        agency=st.integers(0, 4),
        n=st.integers(0, 29),
    )
    def somebody_acts(
        self, *, act: str, who: int, it: int, other: int, agency: int, n: int
    ) -> None:
        moment = Moment(
            it=self.incidents[it % len(self.incidents)],
            other=self.incidents[other % len(self.incidents)],
            agency=self.people[agency].agency,
            at=self.later(),
            n=n,
        )
        try:
            ACTS[act](self.people[who], moment)
        except (Refusal, IndexError):
            return

    @rule()
    def nobody_answers(self) -> None:
        mark_overdue(by=SYSTEM, at=self.later(seconds=60))

    @rule()
    def no_crew_says_that_it_is_well(self) -> None:
        mark_missed(by=SYSTEM, at=self.later(seconds=1800))

    @precondition(lambda self: len(self.desks) < 12)
    @rule(who=st.integers(0, 4))
    def somebody_opens_a_desk(self, who: int) -> None:
        self.desks.append(Desk.opened_by(self.people[who].viewer))

    def teardown(self) -> None:
        try:
            for desk in self.desks:
                desk.agrees(self.browser)
            assert verifying.verify().fault == ""
        finally:
            transaction.set_rollback(True)
            self.night.__exit__(None, None, None)


def test_no_desk_drifts_on_any_night(city: SmallCity, browser: Browser) -> None:
    names = ("fire", "police", "city_hall", "coast_guard", "health")
    AnyNight.people = [a_person(name, getattr(city, name), "supervisor") for name in names]
    for number, person in enumerate(AnyNight.people):
        a_unit(person.agency, f"U {number}")
        a_unit(person.agency, f"V {number}", "patrol", shared=False)
    AnyNight.browser = browser
    thorough = hypothesis.settings.get_current_profile_name() == "thorough"
    settings = hypothesis.settings(
        max_examples=200 if thorough else 8, stateful_step_count=25, deadline=None
    )
    run_state_machine_as_test(AnyNight, settings=settings)
