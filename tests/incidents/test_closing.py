"""Close when every agency is done, or a supervisor says why not; and open again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from incidents.models import Disposition, Incident
from incidents.permissions import may
from incidents.services import closing
from incidents.services.closing import AgenciesStillWorking
from safety_net.core.errors import Invalid, StaleVersion
from tests.support import deeds
from tests.support.cast import NOON, Person, file


def all_done(fire: Incident, *people: Person) -> None:
    for who in people:
        deeds.acknowledges(who, fire)
        deeds.finishes(who, fire)


@pytest.fixture
def alarm(dani: Person) -> Incident:
    """Fire leads, the city is informed."""
    return file(by=dani, kind="FIRE.ALARM")


@pytest.fixture
def crash(dani: Person, mina: Person) -> Incident:
    """Police leads, fire supports, the city is informed."""
    return file(by=mina, kind="TRAFFIC.ACC")


def test_it_closes_when_lead_and_support_are_done(
    dani: Person, mina: Person, crash: Incident, noon: datetime
) -> None:
    all_done(crash, mina)
    deeds.declines(dani, crash)
    deeds.closes(mina, crash, note=" towed away ", disposition="", at=noon + timedelta(hours=1))
    kept = deeds.fresh(crash)
    assert (kept.status, kept.closing_note) == ("closed", "towed away")
    assert kept.closed_at == noon + timedelta(hours=1)
    assert kept.times.get(code="t11").at == kept.closed_at


def test_who_was_only_informed_has_nothing_to_finish(
    dani: Person, jun: Person, alarm: Incident
) -> None:
    assert deeds.track(alarm, jun.agency).state == "waiting"
    all_done(alarm, dani)
    assert deeds.closes(dani, alarm).status == "closed"


@pytest.mark.parametrize("way", [[], [deeds.acknowledges], [deeds.acknowledges, deeds.starts]])
def test_it_stays_open_while_an_agency_works(
    dani: Person, mina: Person, crash: Incident, way: list[deeds.Deed]
) -> None:
    all_done(crash, mina)
    for deed in way:
        deed(dani, crash)
    before = deeds.everything(crash)
    with pytest.raises(AgenciesStillWorking) as refused:
        deeds.closes(mina, crash)
    assert refused.value.extra["agencies"] == [dani.agency.pk]
    with pytest.raises(AgenciesStillWorking):
        deeds.closes(mina, crash, override="   ")
    assert deeds.everything(crash) == before


def test_a_supervisor_overrides_with_a_reason(sol: Person, crash: Incident) -> None:
    deeds.closes(sol, crash, override="both cars left")
    told = next(one for one in deeds.entries(crash) if one.kind == "incident.closed")
    assert told.payload["override_reason"] == "both cars left"


def test_only_a_supervisor_may_override(
    *, sol: Person, dani: Person, hana: Person, staff: Person, chief: Person, admin: Person
) -> None:
    assert may(sol.viewer, "override")
    for who in (dani, hana, staff, chief, admin):
        assert not may(who.viewer, "override")


def test_a_stale_close_is_refused(dani: Person, alarm: Incident) -> None:
    deeds.reprioritises(dani, alarm, 1)
    with pytest.raises(StaleVersion):
        closing.close(
            incident_id=alarm.pk,
            version=1,
            disposition=Disposition.objects.all()[0],
            override_reason="over",
            by=dani.actor,
            at=NOON,
        )


def test_reopened_the_lead_is_asked_again(
    dani: Person, mina: Person, crash: Incident, noon: datetime
) -> None:
    all_done(crash, dani, mina)
    deeds.closes(mina, crash)
    later = noon + timedelta(hours=2)
    deeds.reopens(mina, crash, reason=" a third car ", at=later)
    kept = deeds.fresh(crash)
    assert (kept.status, kept.closed_at, kept.disposition, kept.closing_note) == (
        "open",
        None,
        None,
        "",
    )
    lead = deeds.track(crash, mina.agency)
    assert (lead.state, lead.asked_at, lead.acknowledged_at) == ("waiting", later, None)
    assert deeds.track(crash, dani.agency).state == "done"
    told = deeds.entries(crash)[-1]
    assert (told.kind, told.payload["reason"]) == ("incident.reopened", "a third car")
    assert told.payload["card"]["status"] == "open"


def test_reopening_needs_a_reason(dani: Person, alarm: Incident) -> None:
    deeds.closes(dani, alarm, override="over")
    with pytest.raises(Invalid):
        deeds.reopens(dani, alarm, reason=" ")
    assert deeds.fresh(alarm).status == "closed"


def test_it_is_closed_and_opened_as_often_as_needed(dani: Person, alarm: Incident) -> None:
    for _ in range(3):
        deeds.closes(dani, alarm, override="over")
        deeds.reopens(dani, alarm)
    assert deeds.kinds(alarm).count("incident.closed") == 3
    assert alarm.times.filter(code="t11").count() == 3
