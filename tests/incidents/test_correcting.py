"""Correct place, type and priority, and note what nobody may forget."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from agencies.models import Agency
from incidents.services import correcting
from incidents.services.holding import NotHeld
from incidents.services.records import NotInvolved
from safety_net.core.errors import Invalid, NotFound, StaleVersion
from tests.support import deeds
from tests.support.cast import NOON, Person, a_type, file
from tests.support.small_city import AIRPORT, HILL_STATION, RESERVOIR, SmallCity


def test_the_pin_moves_and_the_district_follows(dani: Person) -> None:
    fire = file(by=dani)
    deeds.moves(dani, fire, HILL_STATION)
    place = deeds.entries(fire)[-1].payload["place"]
    assert place["address"] == "Hill Station"
    assert place["district"]["code"] == "dong-hill"
    assert place["verified"] is False
    assert deeds.fresh(fire).version == 2


def test_who_is_responsible_at_the_new_place_is_asked(dani: Person, city: SmallCity) -> None:
    fire = file(by=dani)
    deeds.moves(dani, fire, AIRPORT)
    assert deeds.track(fire, city.airport_fire).role == "support"
    assert deeds.roles(fire)["fire"] == "lead"


def test_another_type_another_lead(dani: Person, mina: Person) -> None:
    alarm = file(by=dani, kind="FIRE.ALARM")
    deeds.retypes(dani, alarm, "CRIME.VIOLENT")
    assert (deeds.roles(alarm)["police"], deeds.roles(alarm)["fire"]) == ("lead", "support")
    retyped = next(one for one in deeds.entries(alarm) if one.kind == "incident.retyped")
    assert (retyped.payload["was"], retyped.payload["type"]) == ("FIRE.ALARM", "CRIME.VIOLENT")


def test_in_a_hole_another_type_still_finds_its_lead(mina: Person, city: SmallCity) -> None:
    theft = file(by=mina, kind="CRIME.THEFT", place=RESERVOIR)
    deeds.retypes(mina, theft, "FIRE.STRUCT")
    fire = deeds.track(theft, city.fire)
    assert (fire.role, fire.basis, fire.state) == ("lead", "fallback", "waiting")


def test_who_was_informed_becomes_lead_by_type(dani: Person, jun: Person) -> None:
    fire = file(by=dani)
    deeds.retypes(dani, fire, "NAT.FLOOD")
    assert deeds.roles(fire)["city-hall"] == "lead"


def test_who_was_informed_becomes_support_by_type(dani: Person, jun: Person) -> None:
    fire = file(by=dani)
    deeds.retypes(dani, fire, "FIRE.MARKET")
    assert deeds.roles(fire)["city-hall"] == "support"


def test_a_new_lead_that_had_declined_is_asked_again(dani: Person, mina: Person) -> None:
    fire = file(by=dani)
    deeds.declines(mina, fire)
    deeds.retypes(dani, fire, "CRIME.VIOLENT")
    assert deeds.track(fire, mina.agency).state == "waiting"


def test_a_drill_stays_one_and_a_retyped_one_becomes_one(dani: Person) -> None:
    fire = file(by=dani)
    deeds.retypes(dani, fire, "TEST.DRILL")
    assert deeds.fresh(fire).exercise
    assert deeds.roles(fire)["fire"] == "lead"


def test_the_filer_may_be_dissolved_meanwhile(dani: Person, mina: Person, jun: Person) -> None:
    theft = file(by=mina, kind="CRIME.THEFT")
    Agency.objects.filter(pk=mina.agency.pk).update(is_active=False)
    deeds.moves(jun, theft, HILL_STATION)
    deeds.retypes(jun, theft, "NAT.RAIN")
    deeds.retypes(jun, theft, "TEST.DRILL")
    assert deeds.roles(theft)["city-hall"] == "lead"


def test_raising_is_free_and_lowering_needs_a_reason(dani: Person) -> None:
    alarm = file(by=dani, kind="FIRE.ALARM")
    deeds.reprioritises(dani, alarm, 0, reason="")
    with pytest.raises(Invalid) as refused:
        deeds.reprioritises(dani, alarm, 1, reason="  ")
    assert "reason" in refused.value.extra["fields"]
    deeds.reprioritises(dani, alarm, 1, reason="only smoke")
    last = deeds.entries(alarm)[-1].payload
    assert (last["priority"], last["was"], last["reason"]) == (1, 0, "only smoke")


def test_a_raised_priority_informs_more_agencies(dani: Person, outsider: Person) -> None:
    Agency.objects.filter(pk=outsider.agency.pk).update(informed_from=1)
    alarm = file(by=dani, kind="FIRE.ALARM")
    assert "coast-guard" not in deeds.roles(alarm)
    deeds.reprioritises(dani, alarm, 1)
    assert deeds.roles(alarm)["coast-guard"] == "informed"


@pytest.mark.parametrize("priority", [-1, 5])
def test_a_priority_that_does_not_exist_is_refused(dani: Person, priority: int) -> None:
    with pytest.raises(Invalid):
        deeds.reprioritises(dani, file(by=dani), priority)


@pytest.mark.parametrize("yours", [0, 1, 3])
def test_a_stale_writer_is_told_both_versions(dani: Person, mina: Person, yours: int) -> None:
    fire = file(by=dani)
    deeds.reprioritises(mina, fire, 1)
    before = deeds.everything(fire)
    who: dict[str, Any] = {"incident_id": fire.pk, "version": yours, "by": dani.actor, "at": NOON}
    for late in (
        lambda: correcting.change_place(place=HILL_STATION, **who),
        lambda: correcting.change_type(kind=a_type("FIRE.ALARM"), **who),
        lambda: correcting.change_priority(priority=2, reason="calm", **who),
    ):
        with pytest.raises(StaleVersion) as refused:
            late()
        assert (refused.value.extra["yours"], refused.value.extra["current"]) == (yours, 2)
        assert refused.value.extra["incident"]["priority"] == 1
    assert deeds.everything(fire) == before


def test_a_hold_has_an_end_and_a_reason(dani: Person, noon: datetime) -> None:
    fire = file(by=dani)
    deeds.holds(dani, fire, 15)
    kept = deeds.fresh(fire)
    assert (kept.held_until, kept.hold_reason) == (noon + timedelta(minutes=15), "waits for a key")
    deeds.releases(dani, fire)
    kept = deeds.fresh(fire)
    assert (kept.held_until, kept.hold_reason) == (None, "")
    with pytest.raises(NotHeld):
        deeds.releases(dani, fire)


@pytest.mark.parametrize("minutes", [0, -5, 721])
def test_a_hold_is_a_minute_to_twelve_hours(dani: Person, minutes: int) -> None:
    with pytest.raises(Invalid):
        deeds.holds(dani, file(by=dani), minutes)


def test_closing_ends_a_hold(dani: Person) -> None:
    fire = file(by=dani)
    deeds.holds(dani, fire)
    deeds.closes(dani, fire, override="false alarm")
    assert deeds.fresh(fire).held_until is None


def test_a_note_for_ones_own_agency_stays_there(dani: Person, hana: Person, mina: Person) -> None:
    fire = file(by=dani)
    deeds.notes(dani, fire, "our ladder is out of order", to="own")
    last = deeds.entries(fire)[-1]
    assert hana.viewer.may_see(last.audience)
    assert not mina.viewer.may_see(last.audience)


def test_a_note_for_all_reaches_all_involved(dani: Person, mina: Person, outsider: Person) -> None:
    fire = file(by=dani)
    deeds.notes(dani, fire, " gate is open ")
    last = deeds.entries(fire)[-1]
    assert last.payload["note"]["text"] == "gate is open"
    assert mina.viewer.may_see(last.audience)
    assert not outsider.viewer.may_see(last.audience)


@pytest.mark.parametrize(
    ("text", "to"), [("", "all"), ("  ", "all"), ("x" * 4001, "all"), ("x", "some")]
)
def test_a_note_that_says_nothing_is_refused(dani: Person, text: str, to: str) -> None:
    with pytest.raises(Invalid):
        deeds.notes(dani, file(by=dani), text, to=to)


def test_another_caller_is_counted_and_kept(dani: Person, mina: Person) -> None:
    fire = file(by=dani)
    deeds.attaches(mina, fire, "I see flames", caller_name="Lee", caller_number="010-1")
    last = deeds.entries(fire)[-1]
    assert (last.payload["reports"], last.payload["report"]["has_caller"]) == (2, True)
    assert "Lee" not in str(last.payload)
    assert deeds.fresh(fire).reports_count == 2


def test_the_narrative_follows_the_first_report(dani: Person) -> None:
    fire = file(by=dani)
    second = deeds.attaches(dani, fire, "another view")
    deeds.amends(dani, fire, narrative="flames on the third floor", caller_name="Kim")
    assert deeds.fresh(fire).narrative == "flames on the third floor"
    assert "Kim" not in str(deeds.entries(fire)[-1].payload)
    deeds.amends(dani, fire, second.pk, narrative="a third view")
    assert deeds.fresh(fire).narrative == "flames on the third floor"


def test_a_report_of_another_incident_is_not_amended(dani: Person) -> None:
    fire, other = file(by=dani), file(by=dani)
    with pytest.raises(NotFound):
        deeds.amends(dani, fire, other.reports.get().pk, narrative="no")


def test_reading_callers_is_an_entry_for_auditors(
    dani: Person, auditor: Person, mina: Person
) -> None:
    fire = file(by=dani, caller_name="Kim")
    report = fire.reports.get()
    read = deeds.reads_callers(dani, fire)
    assert read == {report.pk: {"caller_name": "Kim", "caller_number": ""}}
    last = deeds.entries(fire)[-1]
    assert (last.kind, last.actor_name, last.payload) == (
        "caller.read",
        "Dani",
        {"reports": [report.pk]},
    )
    assert auditor.viewer.may_see(last.audience)
    assert not mina.viewer.may_see(last.audience)
    assert not dani.viewer.may_see(last.audience)


def test_where_nobody_called_nothing_was_read(dani: Person) -> None:
    fire = file(by=dani)
    before = deeds.head()
    assert deeds.reads_callers(dani, fire) == {}
    assert deeds.head() == before


def test_times_are_recorded_and_never_overwritten(dani: Person, noon: datetime) -> None:
    fire = file(by=dani)
    deeds.records_time(dani, fire, "t7", happened=noon - timedelta(minutes=2))
    deeds.records_time(dani, fire, "t7", happened=noon - timedelta(minutes=1))
    assert fire.times.filter(code="t7").count() == 2
    assert deeds.entries(fire)[-1].payload["code"] == "t7"


def test_times_of_the_future_or_unheard_of_are_refused(dani: Person, noon: datetime) -> None:
    fire = file(by=dani)
    with pytest.raises(Invalid):
        deeds.records_time(dani, fire, "t99")
    with pytest.raises(Invalid):
        deeds.records_time(dani, fire, "t7", happened=noon + timedelta(seconds=1))


def test_links_stand_on_both_sides_and_once(dani: Person, mina: Person) -> None:
    fire, crash = file(by=dani), file(by=mina, kind="TRAFFIC.ACC")
    link = deeds.links(dani, fire, crash, kind="part_of")
    assert deeds.links(dani, fire, crash, kind="part_of").pk == link.pk
    assert deeds.kinds(fire).count("link.added") == deeds.kinds(crash).count("link.added") == 1
    deeds.unlinks(mina, crash, link.pk)
    assert deeds.kinds(fire)[-1] == deeds.kinds(crash)[-1] == "link.ended"
    with pytest.raises(NotFound):
        deeds.unlinks(mina, crash, link.pk)
    assert deeds.links(dani, fire, crash, kind="part_of").pk != link.pk


def test_links_of_other_kinds_and_to_oneself_are_refused(dani: Person) -> None:
    fire, other = file(by=dani), file(by=dani)
    with pytest.raises(Invalid):
        deeds.links(dani, fire, other, kind="duplicate_of")
    with pytest.raises(Invalid):
        deeds.links(dani, fire, fire)
    with pytest.raises(NotFound):
        deeds.unlinks(dani, fire, deeds.links(dani, other, file(by=dani)).pk)


def test_a_note_by_nobodys_agency_is_refused(dani: Person) -> None:
    fire = file(by=dani)
    Agency.objects.filter(pk=dani.agency.pk).update(is_active=False)
    with pytest.raises(NotInvolved):
        deeds.notes(dani, fire)
