"""Each agency answers for itself: acknowledge, decline, start, finish."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from incidents.services.records import IllegalMove, NotInvolved
from safety_net.core.errors import Invalid, NotFound
from tests.support import deeds
from tests.support.cast import Person, file


def test_the_first_to_acknowledge_opens_the_incident(
    hana: Person, dani: Person, mina: Person
) -> None:
    fire = file(by=hana)
    assert deeds.acknowledges(mina, fire).status == "open"
    deeds.acknowledges(dani, fire)
    first, second = deeds.entries(fire)[-2:]
    assert (first.payload["status"], first.payload["version"]) == ("open", 2)
    assert (second.payload["status"], second.payload["version"]) == ("open", 2)


def test_one_agency_answers_for_itself_only(hana: Person, mina: Person, noon: datetime) -> None:
    fire = file(by=hana)
    later = noon + timedelta(seconds=20)
    deeds.acknowledges(mina, fire, at=later)
    assert deeds.track(fire, hana.agency).state == "waiting"
    police = deeds.track(fire, mina.agency)
    assert (police.state, police.acknowledged_by) == ("acknowledged", "Mina")
    assert police.acknowledged_at == later


def test_two_dispatchers_of_one_agency_one_answer(hana: Person, dani: Person) -> None:
    fire = file(by=hana)
    deeds.acknowledges(dani, fire)
    with pytest.raises(IllegalMove) as refused:
        deeds.acknowledges(hana, fire)
    assert refused.value.extra["was"] == "acknowledged"
    assert deeds.track(fire, dani.agency).acknowledged_by == "Dani"


def test_whoever_has_no_part_in_it_can_not_answer(hana: Person, outsider: Person) -> None:
    fire = file(by=hana)
    before = deeds.everything(fire)
    for deed in (deeds.acknowledges, deeds.declines, deeds.starts, deeds.finishes):
        with pytest.raises(NotInvolved):
            deed(outsider, fire)
    assert deeds.everything(fire) == before


def test_what_does_not_exist_can_not_be_acknowledged(hana: Person) -> None:
    fire = file(by=hana)
    fire.pk += 1
    with pytest.raises(NotFound):
        deeds.acknowledges(hana, fire)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_declining_needs_a_reason(hana: Person, mina: Person, reason: str) -> None:
    fire = file(by=hana)
    with pytest.raises(Invalid):
        deeds.declines(mina, fire, reason=reason)
    deeds.declines(mina, fire, reason=" no patrol free ")
    assert deeds.track(fire, mina.agency).reason == "no patrol free"


def test_an_agency_may_change_its_mind(hana: Person, mina: Person) -> None:
    fire = file(by=hana)
    deeds.declines(mina, fire)
    deeds.acknowledges(mina, fire)
    police = deeds.track(fire, mina.agency)
    assert (police.state, police.reason) == ("acknowledged", "")


def test_work_is_taken_up_again_and_its_first_start_stays(dani: Person, noon: datetime) -> None:
    fire = file(by=dani)
    deeds.acknowledges(dani, fire)
    deeds.starts(dani, fire, at=noon + timedelta(minutes=1))
    deeds.finishes(dani, fire, at=noon + timedelta(minutes=2))
    deeds.starts(dani, fire, at=noon + timedelta(minutes=3))
    work = deeds.track(fire, dani.agency)
    assert work.state == "working"
    assert work.started_at == noon + timedelta(minutes=1)
    assert work.finished_at is None


def test_the_second_centres_answer_is_a_time(
    dani: Person, mina: Person, jun: Person, noon: datetime
) -> None:
    fire = file(by=dani)
    deeds.acknowledges(dani, fire, at=noon)
    assert not fire.times.filter(code="t3").exists()
    deeds.acknowledges(mina, fire, at=noon + timedelta(seconds=9))
    deeds.acknowledges(jun, fire, at=noon + timedelta(seconds=12))
    assert fire.times.get(code="t3").at == noon + timedelta(seconds=9)
    assert deeds.kinds(fire).count("time.recorded") == 1


def test_every_answer_is_one_entry_for_all_involved(
    dani: Person, mina: Person, outsider: Person
) -> None:
    fire = file(by=dani)
    before = deeds.head()
    deeds.acknowledges(dani, fire)
    deeds.starts(dani, fire)
    deeds.finishes(dani, fire)
    deeds.declines(mina, fire)
    told = deeds.entries(after=before)
    kinds = ["track.acknowledged", "track.started", "track.finished", "track.declined"]
    assert [entry.kind for entry in told] == kinds
    for entry in told:
        assert mina.viewer.may_see(entry.audience)
        assert not outsider.viewer.may_see(entry.audience)
