"""Old state + log entries == fresh state, for every kind of entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

import pytest

from agencies.models import Agency
from crews.services import logging_on
from dispatch.services.safety import mark_missed
from escalation.engine.ticking import tick
from incidents.models import Incident
from incidents.services.emergencies import end_emergency, end_overdue
from incidents.services.noting import read_notes
from incidents.services.sharing import mark_overdue
from safety_net.core.access import SYSTEM
from safety_net.core.city_log.events import KINDS
from tests.reducers.desks import Browser, Desk
from tests.support import deeds
from tests.support.agreeing import agree, an_admin, ends, opens
from tests.support.cast import NOON, Person, file
from tests.support.deeds_units import (
    calls_mayday,
    checks,
    corrects_time,
    creates,
    edits,
    ends_mayday,
    plans_crew,
    sets_duty,
    takes_mayday,
    undoes,
)
from tests.support.dispatching import clears, moves_on, raises, sends
from tests.support.escalating import Kind, a_rule, person, role, tell
from tests.support.fleet import a_unit
from tests.support.paging import about, queues, reads, says_yes
from tests.support.small_city import AIRPORT, MARKET, SmallCity

# What only auditors are told is not on a desk.
FOR_AUDITORS = {"caller.read", "note.read"}


class Night:
    """One busy night: every kind of entry, in an order in which it could happen."""

    def __init__(
        self, *, fire: Person, police: Person, city: Person, coast: Person, health: Agency
    ) -> None:
        self.health = health
        self.chief, self.doctor = an_admin(fire.agency), an_admin(health)
        self.fleet = (
            a_unit(fire.agency, "E 1"),
            a_unit(fire.agency, "L 1", "ladder"),
            a_unit(police.agency, "D 1", "detective", shared=False),
        )
        self.dani, self.mina, self.jun, self.kai = fire, police, city, coast
        self.seconds = count(1)
        self.between: Callable[[], None] = lambda: None

    def at(self) -> datetime:
        """The time of the next deed; before it, whoever looks on looks."""
        self.between()
        return NOON + timedelta(seconds=next(self.seconds))

    def calls(self) -> Incident:
        fire = file(by=self.dani, at=self.at(), caller_name="Kim", caller_number="010-1")
        deeds.attaches(self.mina, fire, "smoke", place=MARKET, caller_name="Lee", at=self.at())
        deeds.amends(self.dani, fire, narrative="flames", at=self.at())
        deeds.reads_callers(self.dani, fire, at=self.at())
        return fire

    def answers(self, fire: Incident) -> None:
        deeds.acknowledges(self.mina, fire, at=self.at())
        deeds.acknowledges(self.dani, fire, at=self.at())
        deeds.starts(self.dani, fire, at=self.at())
        deeds.declines(self.jun, fire, at=self.at())
        deeds.finishes(self.mina, fire, at=self.at())

    def hand_over(self, fire: Incident) -> None:
        deeds.asks(self.dani, fire, self.kai.agency, takes_over=True, at=self.at())
        self.seconds = count(60)
        mark_overdue(by=SYSTEM, at=self.at())
        deeds.acknowledges(self.kai, fire, at=self.at())

    def corrections(self, fire: Incident) -> None:
        deeds.moves(self.dani, fire, AIRPORT, at=self.at())
        deeds.retypes(self.dani, fire, "FIRE.SHIP", at=self.at())
        deeds.reprioritises(self.dani, fire, 2, at=self.at())
        deeds.reclassifies(self.dani, fire, 5, at=self.at())
        deeds.reclassifies(self.dani, fire, None, at=self.at())
        deeds.reclassifies(self.dani, fire, 2, at=self.at())
        deeds.holds(self.dani, fire, at=self.at())
        deeds.releases(self.dani, fire, at=self.at())
        deeds.records_time(self.dani, fire, at=self.at())

    def words(self, fire: Incident) -> None:
        deeds.notes(self.dani, fire, at=self.at())
        deeds.notes(self.mina, fire, to="own", at=self.at())
        deeds.notes(self.mina, fire, level="police", at=self.at())
        read_notes(incident_id=fire.pk, by=self.dani.actor, at=self.at())
        crash = file(by=self.mina, kind="TRAFFIC.ACC", at=self.at())
        link = deeds.links(self.mina, crash, fire, at=self.at())
        deeds.unlinks(self.mina, crash, link.pk, at=self.at())

    def duplicates(self, fire: Incident) -> None:
        twin = file(by=self.jun, kind="NAT.FLOOD", at=self.at())
        deeds.merges(self.jun, twin, into=fire, at=self.at())
        deeds.unmerges(self.jun, twin, at=self.at())

    def units(self, fire: Incident) -> None:
        engine, ladder, hidden = self.fleet
        first, second = sends(self.dani, fire, engine, ladder, at=self.at())
        sends(self.mina, fire, hidden, at=self.at())
        moves_on(self.dani, first, "en_route", at=self.at())
        moves_on(self.dani, first, "on_scene", at=self.at())
        moves_on(self.dani, first, "acknowledged", happened=NOON, at=self.at())
        raises(self.dani, fire, at=self.at())
        deeds.asks(self.dani, fire, self.health, at=self.at())
        clears(self.dani, first, reason="done", at=self.at())
        twin = file(by=self.dani, kind="FIRE.ALARM", at=self.at())
        sends(self.dani, twin, engine, ladder, also=True, at=self.at())
        raises(self.dani, twin, 4, at=self.at())
        deeds.merges(self.dani, twin, into=fire, at=self.at())
        clears(self.dani, second, at=self.at())

    def dangers(self, fire: Incident) -> None:
        ladder = creates(self.dani, "L 2", "ladder", at=self.at())
        (sent,) = sends(self.dani, fire, ladder, at=self.at())
        moves_on(self.dani, sent, "en_route", at=self.at())
        undoes(self.dani, sent, at=self.at())
        moves_on(self.dani, sent, "on_scene", at=self.at())
        checks(self.dani, sent, at=self.at())
        corrects_time(self.dani, sent, "on_scene", NOON, at=self.at())
        self.seconds = count(2000)
        mark_missed(by=SYSTEM, at=self.at())
        mayday = calls_mayday(self.dani, ladder, lon=126.07, lat=37.05, at=self.at())
        takes_mayday(self.dani, mayday, at=self.at())
        ends_mayday(self.dani, mayday, at=self.at())
        clears(self.dani, sent, at=self.at())
        undoes(self.dani, sent, at=self.at())

    def fleets(self, _fire: Incident) -> None:
        made = creates(self.dani, "H 1", "hazmat", at=self.at())
        edits(self.dani, made, radio="ch 4", at=self.at())
        sets_duty(self.dani, made, "out_of_service", reason="tyre", at=self.at())
        for shared in (False, True):
            edits(self.dani, made, is_shared=shared, at=self.at())
        for active in (False, True):
            edits(self.dani, made, is_active=active, at=self.at())
        plans_crew(self.dani, made, at=self.at())

    def crews(self, _fire: Incident) -> None:
        engine, ladder, _hidden = self.fleet
        logging_on.log_on(unit_id=engine.pk, by=self.dani.actor, at=self.at())
        logging_on.log_on(unit_id=ladder.pk, by=self.dani.actor, at=self.at())
        logging_on.log_off(by=self.dani.actor, at=self.at())

    def pages(self, fire: Incident) -> None:
        [read, answered] = queues(about(fire, self.dani), about(fire, self.mina), at=self.at())
        reads(self.dani, read, at=self.at())
        says_yes(self.mina, answered, at=self.at())

    def escalations(self, _fire: Incident) -> None:
        """One is answered by an acknowledgement, one goes to its end, one is blocked."""
        a_rule(Kind.NOT_ACKNOWLEDGED_BY_AGENCY, tell(person(self.dani)), within=5)
        flood = file(by=self.jun, kind="NAT.FLOOD", at=self.at())
        deeds.acknowledges(self.mina, flood, at=self.at())
        self.seconds = count(4000)
        tick(at=self.at())
        a_rule(Kind.NO_UPDATE, tell(role("dispatcher", whose="the moon's")), within=60)
        deeds.asks(self.jun, flood, self.kai.agency, at=self.at())
        self.seconds = count(5000)
        tick(at=self.at())

    def agreements(self, fire: Incident) -> None:
        """The health office sees incidents of the fire brigade: a little, everything, nothing."""
        little = agree(self.chief, self.doctor, at=self.at())
        known = file(by=self.dani, kind="FIRE.ALARM", at=self.at())
        deeds.reprioritises(self.dani, known, 1, at=self.at())
        everything = agree(self.chief, self.doctor, level="full", types=["FIRE"], at=self.at())
        sends(self.dani, known, self.fleet[0], also=True, at=self.at())
        raises(self.dani, known, at=self.at())
        deeds.notes(self.dani, known, at=self.at())
        deeds.links(self.dani, known, fire, at=self.at())
        ends(self.doctor, everything, at=self.at())
        ends(self.chief, little, at=self.at())
        glass = opens(self.doctor, known, at=self.at())
        deeds.asks(self.dani, known, self.kai.agency, at=self.at())
        end_emergency(access_id=glass.pk, by=self.doctor.actor, at=self.at())
        opens(self.doctor, known, at=self.at())
        self.seconds = count(9000)
        end_overdue(at=self.at())
        clears(self.dani, known.assignments.get(), at=self.at())

    def end(self, fire: Incident) -> None:
        deeds.closes(
            self.dani,
            fire,
            override="burnt out",
            note="no one hurt",
            released_to="returning",
            at=self.at(),
        )
        deeds.reopens(self.mina, fire, at=self.at())


@pytest.fixture
def night(city: SmallCity, dani: Person, mina: Person, jun: Person, outsider: Person) -> Night:
    return Night(fire=dani, police=mina, city=jun, coast=outsider, health=city.health)


def test_a_whole_night_drifts_on_no_desk(night: Night, auditor: Person, browser: Browser) -> None:
    people = (night.dani, night.mina, night.jun, night.kai, night.doctor, auditor)
    desks = [Desk.opened_by(person.viewer) for person in people]

    def compare(latest: int = len(people)) -> None:
        for desk in desks[-latest:]:
            desk.agrees(browser)

    night.between = compare
    fire = night.calls()
    for chapter in (
        night.answers,
        night.hand_over,
        night.corrections,
        night.words,
        night.duplicates,
        night.units,
        night.dangers,
        night.fleets,
        night.crews,
        night.escalations,
        night.pages,
        night.agreements,
        night.end,
    ):
        desks += [Desk.opened_by(person.viewer) for person in people]
        chapter(fire)
    compare(len(desks))
    assert missing_kinds() == set()


def missing_kinds() -> set[str]:
    on_desks = {kind for kind, event in KINDS.items() if event.subject_type in ("incident", "unit")}
    return on_desks - FOR_AUDITORS - set(deeds.kinds())


def test_auditors_see_no_incident_on_a_desk(night: Night, auditor: Person) -> None:
    desk = Desk.opened_by(auditor.viewer)
    night.calls()
    assert {entry.kind for entry in desk.hears()} == {"caller.read"}
    assert Desk.opened_by(auditor.viewer).board["incidents"] == []
