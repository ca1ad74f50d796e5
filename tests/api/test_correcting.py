"""PATCH an incident: several corrections are one change, and a stale one is told so."""

from __future__ import annotations

from typing import Any

import pytest

from incidents.models import Incident
from tests.api.bodies import bad_fields, is_refused
from tests.support.cast import Person, file
from tests.support.deeds import entries, everything, kinds


@pytest.fixture
def fire_at_mill(dani: Person, mina: Person) -> Incident:
    return file(dani)


def correct(who: Person, it: Incident, **body: Any) -> Any:
    return who.client.patch(f"/api/incidents/{it.pk}/", body)


def test_several_fields_are_one_change(dani: Person, fire_at_mill: Incident) -> None:
    answer = correct(
        dani,
        fire_at_mill,
        version=1,
        type="FIRE.ALARM",
        place={"lon": 126.12, "lat": 37.05, "address": "Hill Station", "verified": False},
        priority=3,
        reason="only a detector",
    )
    assert answer.status_code == 200, answer.content
    card = answer.json()
    assert (card["type"], card["priority"]) == ("FIRE.ALARM", 3)
    assert card["place"]["district"]["code"] == "dong-hill"
    assert card["version"] == 4
    told = kinds(fire_at_mill, after=1)
    wanted = ["incident.retyped", "incident.placed", "incident.reprioritised"]
    assert [kind for kind in told if kind in wanted] == wanted


def test_a_disaster_has_a_severity_and_may_lose_it(dani: Person, fire_at_mill: Incident) -> None:
    assert correct(dani, fire_at_mill, version=1, severity=4).json()["severity"] == 4
    card = correct(dani, fire_at_mill, version=2, severity=None).json()
    assert (card["severity"], card["version"]) == (None, 3)
    told = [entry for entry in entries(fire_at_mill) if entry.kind == "incident.reclassified"]
    assert [entry.payload for entry in told] == [
        {"severity": 4, "version": 2},
        {"severity": None, "version": 3},
    ]


def test_all_or_nothing(dani: Person, fire_at_mill: Incident) -> None:
    before = everything(fire_at_mill)
    answer = correct(dani, fire_at_mill, version=1, type="FIRE.ALARM", priority=4)
    assert list(bad_fields(answer)) == ["reason"]
    assert everything(fire_at_mill) == before


def test_a_part_of_the_place_leaves_the_rest(dani: Person, fire_at_mill: Incident) -> None:
    place = correct(dani, fire_at_mill, version=1, place={"cross_street": "Canal-gil"}).json()[
        "place"
    ]
    assert (place["lon"], place["lat"]) == (126.07, 37.05)
    assert (place["address"], place["cross_street"]) == ("Mill Bridge", "Canal-gil")


def test_a_stale_correction_is_told_both_versions(
    dani: Person, mina: Person, fire_at_mill: Incident
) -> None:
    assert correct(mina, fire_at_mill, version=1, priority=1, reason="small").status_code == 200
    problem = is_refused(correct(dani, fire_at_mill, version=1, priority=0), 409, "stale_version")
    assert (problem["yours"], problem["current"]) == (1, 2)
    assert problem["incident"]["priority"] == 1


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"version": 1}, []),
        ({"version": 1, "reason": "x"}, []),
        ({"type": "FIRE.ALARM"}, ["version"]),
        ({"version": 0, "priority": 1}, ["version"]),
        ({"version": "1", "priority": 1}, ["version"]),
        ({"version": 1, "priority": None}, ["priority"]),
        ({"version": 1, "severity": 0}, ["severity"]),
        ({"version": 1, "severity": 6}, ["severity"]),
        ({"version": 1, "severity": "3"}, ["severity"]),
        ({"version": 1, "type": "X"}, ["type"]),
        ({"version": 1, "status": "closed"}, ["status"]),
        ({"version": 1, "narrative": "x"}, ["narrative"]),
        ({"version": 1, "place": {"lon": 0, "lat": 0}}, ["place.lon", "place.lat"]),
        ({"version": 1, "place": {"district": "x"}}, ["place.district"]),
    ],
)
def test_what_cannot_be_used_is_named(
    dani: Person, fire_at_mill: Incident, body: dict[str, Any], fields: list[str]
) -> None:
    assert list(bad_fields(correct(dani, fire_at_mill, **body))) == fields


@pytest.mark.parametrize("who", ["staff", "chief"])
def test_staff_correct_what_their_own_agency_filed(
    request: pytest.FixtureRequest, who: str, dani: Person
) -> None:
    person: Person = request.getfixturevalue(who)
    fire = file(dani, priority=2)
    place = {"address": "Mill Bridge 2"}
    answer = correct(person, fire, version=1, place=place, type="FIRE.ALARM", priority=1)
    assert answer.status_code == 200, answer.content
    card = answer.json()
    assert (card["place"]["address"], card["priority"]) == ("Mill Bridge 2", 1)
    for beyond in ({"priority": 2, "reason": "calm"}, {"severity": 3}):
        refused = correct(person, fire, version=card["version"], **beyond)
        is_refused(refused, 403, "forbidden")


def test_staff_do_not_correct_what_others_filed_and_outsiders_do_not_see(
    staff: Person, mina: Person, outsider: Person, fire_at_mill: Incident
) -> None:
    theirs = file(mina)
    is_refused(correct(staff, theirs, version=1, priority=0), 403, "forbidden")
    is_refused(correct(outsider, fire_at_mill, version=1, priority=0), 404, "not_found")
