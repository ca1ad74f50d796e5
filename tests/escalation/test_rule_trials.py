"""What a draft would do: whom it reaches, what it would have done, whom it pages twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from incidents.models import Incident
from safety_net.core import clock
from tests.api.bodies import bad_fields, is_refused
from tests.escalation.writing import RULES, SQUARE, a_definition, a_published_rule, a_step
from tests.support.cast import Person, file
from tests.support.deeds import acknowledges, declines
from tests.support.dispatching import moves_on, sends
from tests.support.fleet import a_unit
from tests.support.small_city import SmallCity

DUTY = {"kind": "duty_officer"}
MILL = {"lon": 126.07, "lat": 37.05, "type": "FIRE.STRUCT"}


def asks(who: Person, what: str, definition: dict[str, Any], **more: Any) -> dict[str, Any]:
    body = {"definition": definition, "agency": who.agency.pk, **more}
    english = {"Accept-Language": "en"}
    answer = who.client.post(f"{RULES}{what}/", body, headers=english)
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def past(definition: dict[str, Any], who: Person, **more: Any) -> dict[str, Any]:
    return asks(who, "what-if", definition, **more)


def a_fire(by: Person, *, minutes_ago: float = 60, **more: Any) -> Incident:
    return file(by, at=clock.now() - timedelta(minutes=minutes_ago), **more)


def after(fire: Incident, **amount: float) -> Any:
    return fire.filed_at + timedelta(**amount)


def test_a_preview_names_whom_each_step_would_reach(
    chief: Person, sol: Person, dani: Person
) -> None:
    person = {"kind": "person", "person": dani.user.pk}
    found = asks(chief, "preview", a_definition(a_step(), a_step(90, person)), **MILL)
    assert found["fits"]
    assert [
        (step["after"], [one["name"] for one in step["people"]]) for step in found["steps"]
    ] == [
        (0, ["Sol"]),
        (90, ["Dani"]),
    ]
    sols = found["steps"][0]["people"][0]
    assert (sols["channels"], sols["agency"]) == ([], chief.agency.pk)
    assert "verified" in sols["why"]


def test_a_preview_says_why_the_rule_is_not_for_such_an_incident(chief: Person) -> None:
    found = asks(chief, "preview", a_definition(), **{**MILL, "type": "EMS.GENERAL"})
    assert not found["fits"]
    assert [why["code"] for why in found["why_not"]] == ["types", "priorities"]


def test_an_exercise_reaches_nobody_but_by_drill_providers(chief: Person, sol: Person) -> None:
    found = asks(chief, "preview", a_definition(), **MILL, exercise=True)
    assert "drill" in found["steps"][0]["people"][0]["why"]


def test_a_preview_far_from_the_city_is_refused(chief: Person) -> None:
    body = {
        "definition": a_definition(),
        "agency": chief.agency.pk,
        **MILL,
        "lon": 37.05,
        "lat": 86,
    }
    assert "lon" in bad_fields(chief.client.post(f"{RULES}preview/", body))


def test_what_can_not_be_kept_can_not_be_tried(chief: Person, mina: Person) -> None:
    body = {"definition": a_definition(a_step(-1)), "agency": chief.agency.pk}
    for what in ("what-if", "overlaps"):
        assert bad_fields(chief.client.post(f"{RULES}{what}/", body))
    other = {"definition": a_definition(), "agency": mina.agency.pk}
    is_refused(chief.client.post(f"{RULES}what-if/", other), 403)


def test_the_past_tells_how_late_somebody_acted_and_who(
    chief: Person, dani: Person, sol: Person
) -> None:
    slow, quick, still = a_fire(dani), a_fire(dani), a_fire(dani, minutes_ago=10)
    acknowledges(dani, slow, at=after(slow, seconds=150))
    acknowledges(dani, quick, at=after(quick, seconds=20))
    found = past(a_definition(a_step(), a_step(60, DUTY)), chief)
    assert (found["looked_at"], found["fitting"], found["fired"]) == (3, 3, 2)
    longest, shorter = found["cases"]
    assert longest["incident"] == still.pk
    assert longest["stopped_by"] is None
    assert (shorter["late"], shorter["steps"], shorter["people"]) == (120, 2, 1)
    assert shorter["stopped_by"]["name"] == "Dani"
    assert found["late"]["median"] == 120


def test_what_is_not_of_ones_agency_is_not_looked_at(
    chief: Person, mina: Person, outsider: Person
) -> None:
    a_fire(mina, kind="CRIME.THEFT")
    found = past(a_definition(scope={}), chief)
    assert found["looked_at"] == 0


def test_exercises_are_looked_at_apart(chief: Person, dani: Person) -> None:
    a_fire(dani)
    a_fire(dani, exercise=True)
    for traffic, number in (("real", 1), ("exercise", 1), ("both", 2)):
        assert past(a_definition(), chief, traffic=traffic)["fired"] == number


def test_each_silence_counts(chief: Person, dani: Person) -> None:
    fire = a_fire(dani)
    acknowledges(dani, fire, at=after(fire, minutes=20))
    silence = {"kind": "no_update", "within": 600}
    found = past(a_definition(condition=silence), chief)
    assert [case["late"] for case in found["cases"]][1] == 600
    assert found["fired"] == 2


def test_units_that_were_slow(chief: Person, dani: Person) -> None:
    fire = a_fire(dani)
    (sent,) = sends(dani, fire, a_unit(dani.agency, "E 1"), at=after(fire, minutes=5))
    moves_on(dani, sent, "en_route", at=after(fire, minutes=8))
    moves_on(dani, sent, "on_scene", at=after(fire, minutes=15))
    for kind, within, late in (
        ("no_unit_assigned", 60, 240),
        ("not_en_route", 90, 90),
        ("not_on_scene", 420, 480),
    ):
        found = past(a_definition(condition={"kind": kind, "within": within}), chief)
        assert [case["late"] for case in found["cases"]] == [late], kind


def test_declining_is_an_answer(chief: Person, admin: Person, mina: Person, dani: Person) -> None:
    fire = a_fire(dani)
    acknowledges(dani, fire, at=after(fire, seconds=10))
    declines(mina, fire, at=after(fire, seconds=100))
    waits = {"kind": "not_acknowledged_by_agency", "within": 60}
    scope = {"types": ["FIRE"], "agencies": [mina.agency.pk]}
    body = {"definition": a_definition(condition=waits, scope=scope), "agency": None}
    found = admin.client.post(f"{RULES}what-if/", body).json()
    assert [(case["late"], case["stopped_by"]["name"]) for case in found["cases"]] == [(40, "Mina")]


def test_of_moving_into_an_area_the_past_tells_nothing(chief: Person) -> None:
    area = {"type": "Polygon", "coordinates": [SQUARE]}
    found = past(a_definition(condition={"kind": "area_entered"}, scope={"area": area}), chief)
    assert not found["knowable"]
    assert [note["code"] for note in found["notes"]] == ["unknown"]


def test_many_incidents_take_no_more_queries(
    chief: Person, dani: Person, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        acknowledges(dani, a_fire(dani, minutes_ago=30 + number))
    past(a_definition(), chief)
    with django_assert_max_num_queries(30):
        past(a_definition(), chief)


def test_two_rules_that_page_the_same_person_at_once_are_pointed_out(
    chief: Person, sol: Person, city: SmallCity
) -> None:
    other = a_published_rule(steps=[a_step(45)])
    found = asks(chief, "overlaps", a_definition(a_step(0)))["results"]
    assert [(one["rule"]["id"], one["mine"], one["theirs"]) for one in found] == [
        (other.pk, 30, 75)
    ]
    assert [one["name"] for one in found[0]["people"]] == ["Sol"]


@pytest.mark.parametrize(
    "mine",
    [
        {"steps": [a_step(120)]},
        {"scope": {"types": ["EMS"]}},
        {"scope": {"districts": ["dong-hill"]}},
        {"condition": {"kind": "no_update", "within": 30}},
        {"steps": [a_step(0, {"kind": "role", "role": "agency_admin"})]},
        {"scope": {"starts": "22:00", "ends": "06:00"}},
    ],
)
def test_rules_that_never_meet_are_not(chief: Person, sol: Person, mine: dict[str, Any]) -> None:
    scope = {"types": ["FIRE"], "districts": ["gu-west"], "starts": "08:00", "ends": "18:00"}
    a_published_rule(steps=[a_step(0)], scope=scope)
    assert asks(chief, "overlaps", {**a_definition(a_step(0)), **mine})["results"] == []


def test_a_district_meets_the_area_that_touches_it(chief: Person, sol: Person) -> None:
    a_published_rule(steps=[a_step(0)], scope={"districts": ["dong-mill"]})
    area = {"type": "Polygon", "coordinates": [SQUARE]}
    assert asks(chief, "overlaps", a_definition(a_step(0), scope={"area": area}))["results"]
    gu = a_definition(a_step(0), scope={"districts": ["gu-west"]})
    assert asks(chief, "overlaps", gu)["results"]


def test_a_rule_does_not_meet_itself(chief: Person, sol: Person) -> None:
    rule = a_published_rule(chief.agency.pk, steps=[a_step(0)])
    assert asks(chief, "overlaps", a_definition(a_step(0)), rule=rule.pk)["results"] == []
