"""Possible duplicates, before anything is saved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from incidents.models import DuplicateRule, Incident
from incidents.places import Place
from safety_net.core import clock
from tests.api.bodies import bad_fields, is_refused
from tests.support.cast import Person, file
from tests.support.deeds import closes


def north(metres: float) -> Place:
    """A place that far north of Mill Bridge."""
    return Place(lon=126.07, lat=37.05 + metres / 110_960)


def similar(who: Person, **query: Any) -> list[dict[str, Any]]:
    asked = {"lon": 126.07, "lat": 37.05, "type": "FIRE.STRUCT", **query}
    answer = who.client.get("/api/incidents/similar/", asked)
    assert answer.status_code == 200, answer.content
    return list(answer.json()["results"])


def ids(found: list[dict[str, Any]]) -> list[int]:
    return [one["incident"]["id"] for one in found]


def just(who: Person, kind: str, metres: float, minutes: float = 1, **more: Any) -> Incident:
    at = clock.now() - timedelta(minutes=minutes)
    return file(who, kind, place=north(metres), at=at, **more)


def test_the_nearest_of_the_same_type_comes_first(dani: Person) -> None:
    far = just(dani, "FIRE.STRUCT", 400)
    near = just(dani, "FIRE.STRUCT", 40)
    found = similar(dani)
    assert ids(found) == [near.pk, far.pk]
    assert 38 < found[0]["metres"] < 42
    assert 0.9 < found[0]["minutes"] < 1.5
    assert found[0]["score"] > found[1]["score"]


def test_same_type_then_same_family_then_related(dani: Person) -> None:
    related = just(dani, "HAZ.GAS", 50)
    family = just(dani, "FIRE.VEHICLE", 50)
    same = just(dani, "FIRE.STRUCT", 50)
    just(dani, "EMS.GENERAL", 50)
    assert ids(similar(dani)) == [same.pk, family.pk, related.pk]


def test_the_latest_comes_first(dani: Person) -> None:
    old, new = just(dani, "FIRE.STRUCT", 50, 120), just(dani, "FIRE.STRUCT", 50, 2)
    assert ids(similar(dani)) == [new.pk, old.pk]


def test_too_far_too_old_or_closed_is_left_out(sol: Person) -> None:
    just(sol, "FIRE.STRUCT", 750)
    just(sol, "FIRE.STRUCT", 50, 185)
    closes(sol, just(sol, "FIRE.STRUCT", 50), override="done")
    assert similar(sol) == []


def test_the_rule_of_a_family_is_a_row(dani: Person) -> None:
    wide = just(dani, "FIRE.STRUCT", 900)
    assert similar(dani) == []
    DuplicateRule.objects.filter(family="FIRE").update(metres=1000)
    assert ids(similar(dani)) == [wide.pk]
    DuplicateRule.objects.all().delete()
    near = just(dani, "FIRE.STRUCT", 450)
    assert ids(similar(dani)) == [near.pk]


def test_before_the_type_is_known_place_and_time_decide(dani: Person) -> None:
    gas, fire = just(dani, "HAZ.GAS", 20), just(dani, "FIRE.STRUCT", 200)
    assert ids(similar(dani, type="")) == [gas.pk, fire.pk]


def test_an_exercise_is_never_offered_for_the_real_thing(dani: Person) -> None:
    drill = just(dani, "FIRE.STRUCT", 20, exercise=True)
    assert similar(dani) == []
    assert ids(similar(dani, exercise="true")) == [drill.pk]


def test_hidden_incidents_are_not_offered(dani: Person, outsider: Person, auditor: Person) -> None:
    just(dani, "FIRE.STRUCT", 20)
    assert similar(outsider) == []
    is_refused(auditor.client.get("/api/incidents/similar/?lon=126&lat=37"), 403)


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ({"lon": "nan"}, ["lon"]),
        ({"lon": "1e400"}, ["lon"]),
        ({"lon": "0x10"}, ["lon"]),
        ({"lon": "37.05", "lat": "126.07"}, ["lat"]),
        ({"lon": "0", "lat": "0"}, ["lon", "lat"]),
        ({"type": "FIRE.NONE"}, ["type"]),
        ({"type": "\x00"}, ["type"]),
        ({"metres": "5"}, ["metres"]),
        ({"exercise": "perhaps"}, ["exercise"]),
    ],
)
def test_what_cannot_be_used_is_named(
    dani: Person, query: dict[str, str], fields: list[str]
) -> None:
    asked = {"lon": "126.07", "lat": "37.05", **query}
    assert list(bad_fields(dani.client.get("/api/incidents/similar/", asked))) == fields
