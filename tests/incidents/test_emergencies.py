"""Break the glass: with a reason, for an hour, to read, and heard by all whom it concerns."""

from __future__ import annotations

from datetime import timedelta

import pytest

from incidents.models import EmergencyAccess, Incident
from incidents.services.emergencies import (
    EmergencyOver,
    TooManyEmergencies,
    end_emergency,
    end_overdue,
)
from safety_net.core import clock
from tests.support import deeds
from tests.support.agreeing import opens
from tests.support.cast import Person, file

PATH = "/api/emergency-accesses/"
WHY = "the same man is at our pier"


@pytest.fixture
def fire(dani: Person) -> Incident:
    fire = file(by=dani, caller_name="Kim", caller_number="010-1", at=clock.now())
    deeds.notes(dani, fire, "on insulin", level="medical")
    return fire


def breaks(who: Person, **body: object) -> tuple[int, dict[str, object]]:
    answer = who.client.post(PATH, {"reason": WHY, **body})
    return answer.status_code, answer.json()


def test_it_opens_one_incident_to_read(outsider: Person, dani: Person, fire: Incident) -> None:
    one = f"/api/incidents/{fire.pk}/"
    assert outsider.client.get(one).status_code == 404
    status, access = breaks(outsider, number=fire.number)
    assert (status, access["incident"]) == (201, fire.pk)
    assert outsider.client.get(one).data["narrative"] == fire.narrative
    assert outsider.client.get(f"{one}timeline/").data["results"]
    (report,) = outsider.client.get(f"{one}reports/?callers=1").data["results"]
    assert report["caller_name"] == "Kim"
    (note,) = outsider.client.get(f"{one}notes/?protected=1").data["results"]
    assert note["text"] == "on insulin"
    for act, body in (("notes", {"text": "x"}), ("hold", {"minutes": 5, "reason": "x"})):
        assert outsider.client.post(f"{one}{act}/", body).status_code == 403
    assert outsider.client.get("/api/incidents/").data["results"] == []


def test_everybody_concerned_hears_of_it(
    outsider: Person, dani: Person, auditor: Person, fire: Incident
) -> None:
    before = deeds.head()
    breaks(outsider, number=fire.number)
    (told,) = deeds.entries(after=before)
    assert (told.kind, told.actor_name) == ("emergency.opened", outsider.name)
    assert told.payload["access"]["reason"] == WHY
    assert dani.viewer.may_see(told.audience)
    assert auditor.viewer.may_see(told.audience)
    assert not outsider.viewer.may_see(told.audience)
    outsider.client.get(f"/api/incidents/{fire.pk}/reports/?callers=1")
    assert deeds.kinds()[-1] == "caller.read"


def test_an_unknown_number_is_like_any_that_is_not_there(outsider: Person, fire: Incident) -> None:
    missing = outsider.client.get("/api/incidents/999999/").json()
    for body in ({"number": "20261122-9999"}, {"incident": 999_999}):
        assert breaks(outsider, **body) == (404, missing)
    assert not EmergencyAccess.objects.exists()


@pytest.mark.parametrize("reason", ["", "urgent", "urgent!!!!!!", "a b"])
def test_it_wants_words(outsider: Person, fire: Incident, reason: str) -> None:
    assert breaks(outsider, number=fire.number, reason=reason)[0] == 400


def test_only_desks_may(staff: Person, crew: Person, admin: Person, fire: Incident) -> None:
    for who in (staff, crew, admin):
        assert breaks(who, number=fire.number)[0] == 403


def test_it_is_over_after_an_hour_whether_or_not_that_was_told(
    outsider: Person, fire: Incident
) -> None:
    _, access = breaks(outsider, number=fire.number)
    row = EmergencyAccess.objects.filter(pk=int(str(access["id"])))
    assert row.get().until - row.get().opened_at == timedelta(hours=1)
    past = clock.now() - timedelta(hours=2)
    row.update(opened_at=past, until=past + timedelta(hours=1))
    assert outsider.client.get(f"/api/incidents/{fire.pk}/").status_code == 404
    assert end_overdue(at=clock.now()) == 1
    assert deeds.kinds()[-1] == "emergency.ended"
    assert breaks(outsider, number=fire.number)[0] == 201


def test_an_admin_ends_it(
    outsider: Person, chief: Person, admin: Person, hana: Person, fire: Incident
) -> None:
    for who in (chief, admin, outsider):
        _, access = breaks(outsider, number=fire.number)
        path = f"{PATH}{access['id']}/end/"
        assert hana.client.post(path, {}).status_code == 403
        assert who.client.post(path, {}).data["ended_by"] == who.name
        assert outsider.client.get(f"/api/incidents/{fire.pk}/").status_code == 404
        with pytest.raises(EmergencyOver):
            end_emergency(access_id=int(str(access["id"])), by=who.actor, at=clock.now())


def test_it_is_listed(
    outsider: Person, dani: Person, mina: Person, auditor: Person, fire: Incident
) -> None:
    opens(outsider, fire, at=clock.now())
    for who, many in ((outsider, 1), (dani, 1), (auditor, 1)):
        assert len(who.client.get(PATH).data["results"]) == many
    other = file(by=mina, kind="CRIME.THEFT")
    opens(mina, other, at=clock.now())
    assert len(dani.client.get(PATH).data["results"]) == 1


def test_nobody_holds_many_open(outsider: Person, dani: Person) -> None:
    fires = [file(by=dani) for _ in range(4)]
    for fire in fires[:3]:
        opens(outsider, fire)
    assert opens(outsider, fires[0]).incident_id == fires[0].pk
    assert EmergencyAccess.objects.count() == 3
    with pytest.raises(TooManyEmergencies):
        opens(outsider, fires[3])
