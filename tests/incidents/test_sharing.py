"""Ask another agency, or hand over to it. No answer in time alarms the sender."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from agencies.models import Agency
from incidents.models import Incident
from incidents.services import sharing, telling
from incidents.services.records import NotInvolved
from incidents.services.sharing import mark_overdue
from safety_net.core.access import SYSTEM
from safety_net.core.errors import Invalid
from tests.support import deeds
from tests.support.cast import Person, file
from tests.support.small_city import SmallCity


def test_a_newcomer_is_given_the_whole_card(dani: Person, outsider: Person) -> None:
    fire = file(by=dani)
    before = deeds.head()
    deeds.asks(dani, fire, outsider.agency, reason="smoke drifts to the port")
    added, shared = deeds.entries(after=before)
    assert (added.kind, shared.kind) == ("track.added", "incident.shared")
    assert added.payload["reason"] == "smoke drifts to the port"
    assert shared.audience == [f"agency:{outsider.agency.pk}"]
    assert outsider.agency.pk in {one["agency"] for one in shared.payload["card"]["tracks"]}


def test_who_was_asked_answers_within_thirty_seconds(
    dani: Person, outsider: Person, noon: datetime
) -> None:
    fire = file(by=dani)
    deeds.asks(dani, fire, outsider.agency)
    asked = deeds.track(fire, outsider.agency)
    assert (asked.role, asked.state, asked.basis) == ("support", "waiting", "asked")
    assert asked.asked_by == dani.agency
    assert asked.answer_due_at == noon + timedelta(seconds=30)


def test_an_agency_may_have_a_time_of_its_own(
    dani: Person, outsider: Person, noon: datetime
) -> None:
    Agency.objects.filter(pk=outsider.agency.pk).update(answer_seconds=120)
    fire = file(by=dani)
    deeds.asks(dani, fire, outsider.agency)
    assert deeds.track(fire, outsider.agency).answer_due_at == noon + timedelta(seconds=120)


def test_who_is_only_informed_owes_no_answer(dani: Person, outsider: Person) -> None:
    fire = file(by=dani)
    deeds.asks(dani, fire, outsider.agency, role="informed")
    assert deeds.track(fire, outsider.agency).answer_due_at is None


def test_asking_twice_changes_nothing(dani: Person, outsider: Person, noon: datetime) -> None:
    fire = file(by=dani)
    deeds.asks(dani, fire, outsider.agency)
    before = deeds.everything(fire)
    deeds.asks(dani, fire, outsider.agency, at=noon + timedelta(seconds=10))
    assert deeds.everything(fire) == before


def test_whoever_was_informed_can_be_asked_for_support(
    dani: Person, jun: Person, noon: datetime
) -> None:
    fire = file(by=dani)
    assert deeds.track(fire, jun.agency).role == "informed"
    deeds.asks(dani, fire, jun.agency)
    city = deeds.track(fire, jun.agency)
    assert (city.role, city.state) == ("support", "waiting")
    assert city.answer_due_at == noon + timedelta(seconds=30)


def test_whoever_was_informed_and_answered_supports_at_once(dani: Person, jun: Person) -> None:
    fire = file(by=dani)
    deeds.acknowledges(jun, fire)
    deeds.asks(dani, fire, jun.agency)
    city = deeds.track(fire, jun.agency)
    assert (city.role, city.state, city.answer_due_at) == ("support", "acknowledged", None)
    assert deeds.roles(fire)["fire"] == "lead"


def test_the_lead_is_handed_over_when_the_other_acknowledges(
    dani: Person, outsider: Person
) -> None:
    fire = file(by=dani)
    deeds.asks(dani, fire, outsider.agency, takes_over=True)
    assert deeds.roles(fire)["fire"] == "lead"
    deeds.acknowledges(outsider, fire)
    assert deeds.roles(fire)["fire"] == "support"
    assert deeds.roles(fire)["coast-guard"] == "lead"


def test_a_hand_over_that_is_declined_leaves_the_lead(dani: Person, outsider: Person) -> None:
    fire = file(by=dani)
    deeds.asks(dani, fire, outsider.agency, takes_over=True)
    deeds.declines(outsider, fire, reason="no boat free")
    deeds.acknowledges(outsider, fire)
    assert deeds.roles(fire)["fire"] == "lead"


def test_whoever_answered_before_takes_over_at_once(dani: Person, mina: Person) -> None:
    fire = file(by=dani)
    deeds.acknowledges(mina, fire)
    deeds.asks(dani, fire, mina.agency, takes_over=True)
    assert (deeds.roles(fire)["police"], deeds.roles(fire)["fire"]) == ("lead", "support")


@pytest.mark.parametrize("way", [[deeds.declines], [deeds.acknowledges, deeds.finishes]])
def test_who_declined_or_is_done_is_asked_anew(
    dani: Person, mina: Person, way: list[deeds.Deed], noon: datetime
) -> None:
    fire = file(by=dani)
    for deed in way:
        deed(mina, fire)
    later = noon + timedelta(minutes=5)
    deeds.asks(dani, fire, mina.agency, at=later)
    asked = deeds.track(fire, mina.agency)
    assert (asked.state, asked.acknowledged_at, asked.finished_at) == ("waiting", None, None)
    assert asked.answer_due_at == later + timedelta(seconds=30)
    assert deeds.kinds(fire)[-1] == "track.reassigned"


def test_only_who_takes_part_may_ask(dani: Person, outsider: Person, city: SmallCity) -> None:
    fire = file(by=dani)
    with pytest.raises(NotInvolved):
        deeds.asks(outsider, fire, city.health)


def test_a_lead_is_handed_over_and_not_asked_for(dani: Person, outsider: Person) -> None:
    fire = file(by=dani)
    with pytest.raises(Invalid):
        deeds.asks(dani, fire, outsider.agency, role="lead")


def test_an_agency_that_was_dissolved_can_not_be_asked(dani: Person, outsider: Person) -> None:
    Agency.objects.filter(pk=outsider.agency.pk).update(is_active=False)
    with pytest.raises(Invalid) as refused:
        deeds.asks(dani, file(by=dani), outsider.agency)
    assert "agency" in refused.value.extra["fields"]


def overdue(at: datetime) -> int:
    return len(mark_overdue(by=SYSTEM, at=at))


def test_no_answer_in_time_alarms_everybody_once(
    dani: Person, outsider: Person, noon: datetime
) -> None:
    fire = file(by=dani)
    deeds.asks(dani, fire, outsider.agency)
    assert overdue(noon + timedelta(seconds=29)) == 0
    assert overdue(noon + timedelta(seconds=30)) == 1
    assert overdue(noon + timedelta(seconds=31)) == 0
    last = deeds.entries(fire)[-1]
    assert (last.kind, last.actor_kind) == ("track.overdue", "system")
    assert last.payload["track"]["overdue"] is True
    assert dani.viewer.may_see(last.audience)


@pytest.mark.parametrize("deed", [deeds.acknowledges, deeds.declines])
def test_an_answer_in_time_alarms_nobody(
    dani: Person, outsider: Person, noon: datetime, deed: deeds.Deed
) -> None:
    fire = file(by=dani)
    deeds.asks(dani, fire, outsider.agency)
    deed(outsider, fire)
    assert overdue(noon + timedelta(hours=1)) == 0


def test_a_late_answer_ends_the_alarm(dani: Person, outsider: Person, noon: datetime) -> None:
    fire = file(by=dani)
    deeds.asks(dani, fire, outsider.agency)
    overdue(noon + timedelta(minutes=1))
    deeds.acknowledges(outsider, fire, at=noon + timedelta(minutes=2))
    assert deeds.entries(fire)[-1].payload["track"]["overdue"] is False


def test_nobody_is_alarmed_about_a_closed_incident(
    dani: Person, outsider: Person, noon: datetime
) -> None:
    fire = file(by=dani)
    deeds.asks(dani, fire, outsider.agency)
    deeds.closes(dani, fire, override="false alarm")
    assert overdue(noon + timedelta(hours=1)) == 0


def test_two_hundred_at_most_are_told_at_a_time(
    dani: Person, outsider: Person, noon: datetime
) -> None:
    for _ in range(3):
        deeds.asks(dani, file(by=dani), outsider.agency)
    late = noon + timedelta(minutes=1)
    assert [len(mark_overdue(by=SYSTEM, at=late, limit=2)) for _ in range(3)] == [2, 1, 0]


def test_one_that_cannot_be_told_does_not_silence_the_others(
    dani: Person, outsider: Person, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, sound = file(by=dani), file(by=dani)
    for fire in (broken, sound):
        deeds.asks(dani, fire, outsider.agency)
    before = deeds.everything(broken)

    def tell(event: Any, incident: Incident, track: Any, *, log: Any) -> None:
        if incident == broken:
            raise ValueError("nobody hears it")
        telling.tell(event, incident, track, log=log)

    monkeypatch.setattr(sharing, "tell", tell)
    assert overdue(noon + timedelta(minutes=1)) == 1
    assert deeds.track(sound, outsider.agency).overdue_at
    assert deeds.everything(broken) | {"head": 0} == before | {"head": 0}


def test_asking_anew_says_why(dani: Person, mina: Person) -> None:
    fire = file(by=dani)
    deeds.declines(mina, fire)
    deeds.asks(dani, fire, mina.agency, reason="the crowd grows")
    last = deeds.entries(fire)[-1]
    assert (last.kind, last.payload["reason"]) == ("track.reassigned", "the crowd grows")
    assert last.payload["track"]["reason"] == ""
    deeds.acknowledges(mina, fire)
    deeds.asks(dani, fire, mina.agency, takes_over=True, reason="your case now")
    reasons = {
        entry.payload["track"]["agency"]: entry.payload["reason"]
        for entry in deeds.entries(fire)[-2:]
    }
    assert reasons == {dani.agency.pk: "", mina.agency.pk: "your case now"}
