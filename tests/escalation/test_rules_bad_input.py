"""What a rule can't say is refused with words that tell what to change, at the field itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from escalation.models import Rule
from incidents.models import IncidentType
from tests.api.bodies import bad_fields, is_refused
from tests.escalation.writing import RULES, SQUARE, a_definition, a_rule, a_step
from tests.support.cast import Person

DAY = 24 * 60 * 60
CROSSED = [[126.0, 37.0], [126.1, 37.1], [126.1, 37.0], [126.0, 37.1], [126.0, 37.0]]


def refused(who: Person, **definition: Any) -> dict[str, str]:
    body = a_rule(who, definition=a_definition(**definition))
    found = bad_fields(who.client.post(RULES, body))
    assert not Rule.objects.filter(agency=who.agency).exists()
    return found


def waits(**more: Any) -> dict[str, Any]:
    return {"condition": {"kind": "not_acknowledged_by_lead", "within": 30, **more}}


def within(scope: dict[str, Any]) -> dict[str, Any]:
    return {"scope": scope}


def does(*steps: Any, **repeat: Any) -> dict[str, Any]:
    return {"steps": list(steps), **({"repeat": repeat} if repeat else {})}


@pytest.mark.parametrize(
    ("definition", "field"),
    [
        (waits(within=0), "condition.within"),
        (waits(within=-1), "condition.within"),
        (waits(within=30 * DAY + 1), "condition.within"),
        (waits(within=1e12), "condition.within"),
        (waits(within="30"), "condition.within"),
        (waits(within=1.5), "condition.within"),
        (waits(since="alerted"), "condition.since"),
        (waits(priority=0), "condition.priority"),
        (waits(kind="never"), "condition.kind"),
        (waits(nonsense=1), "condition.nonsense"),
        ({"condition": {"kind": "mayday", "within": 30}}, "condition.within"),
        ({"condition": {"kind": "area_entered"}}, "scope.area"),
        (within({"types": ["FIRE.NONE"]}), "scope.types.0"),
        (within({"types": ["FIRE"] * 101}), "scope.types"),
        (within({"priorities": [5]}), "scope.priorities.0"),
        (within({"districts": ["nowhere"]}), "scope.districts.0"),
        (within({"days": [8]}), "scope.days.0"),
        (within({"starts": "22:00"}), "scope.ends"),
        (within({"ends": "06:00"}), "scope.starts"),
        (within({"starts": "06:00", "ends": "06:00"}), "scope.ends"),
        (within({"starts": "25:00", "ends": "06:00"}), "scope.starts"),
        (within({"area": {"type": "Point", "coordinates": [126, 37]}}), "scope.area"),
        (within({"area": {"type": "Polygon", "coordinates": [CROSSED]}}), "scope.area"),
        (within({"area": {"type": "Polygon", "coordinates": [[[200, 37]]]}}), "scope.area"),
        (
            within(
                {
                    "area": {"type": "Polygon", "coordinates": [SQUARE]},
                    "districts": ["dong-mill"],
                }
            ),
            "scope.area",
        ),
        (does(), "steps"),
        (does(*[a_step()] * 51), "steps"),
        (does(*[a_step()] * 10_000), "steps"),
        (does(a_step(-1)), "steps.0.wait"),
        (does(a_step(7 * DAY + 1)), "steps.0.wait"),
        (does(a_step(1e12)), "steps.0.wait"),
        (does(a_step(None)), "steps.0.wait"),
        (does(a_step(), a_step(0, act="notify", agency=1)), "steps.1.agency"),
        (does({"wait": 0, "act": "notify"}), "steps.0.targets"),
        (does({"wait": 0, "act": "webhook"}), "steps.0.webhook"),
        (does({"wait": 0, "act": "webhook", "webhook": 999_999}), "steps.0.webhook"),
        (does({"wait": 0, "act": "add_agency"}), "steps.0.agency"),
        (does({"wait": 0, "act": "transfer", "agency": 999_999}), "steps.0.agency"),
        (does({"wait": 0, "act": "raise_priority"}), "steps.0.priority"),
        (does({"wait": 0, "act": "raise_priority", "priority": 9}), "steps.0.priority"),
        (
            does({"wait": 0, "act": "raise_alarm", "targets": [{"kind": "duty_officer"}]}),
            "steps.0.targets",
        ),
        (does(a_step(0, {"kind": "person"})), "steps.0.targets.0.person"),
        (does(a_step(0, {"kind": "person", "person": 999_999})), "steps.0.targets.0.person"),
        (does(a_step(0, {"kind": "person", "person": [1]})), "steps.0.targets.0.person"),
        (does(a_step(0, {"kind": "roster", "roster": 999_999})), "steps.0.targets.0.roster"),
        (does(a_step(0, {"kind": "role"})), "steps.0.targets.0.role"),
        (does(a_step(0, {"kind": "role", "role": "king"})), "steps.0.targets.0.role"),
        (does(a_step(0, {"kind": "duty_officer", "on_duty": True})), "steps.0.targets.0.on_duty"),
        (does(a_step(0, *[{"kind": "duty_officer"}] * 21)), "steps.0.targets"),
        (does(a_step(), times=1), "repeat.wait"),
        (does(a_step(), times=1, wait=9), "repeat.wait"),
        (does(a_step(), times=21, wait=60), "repeat.times"),
        (does(a_step(), wait=60), "repeat.times"),
        (does(*[a_step(7 * DAY)] * 5), "repeat"),
        (does(a_step(2 * DAY), times=20, wait=10), "repeat"),
    ],
)
def test_what_cannot_be_said(chief: Person, definition: dict[str, Any], field: str) -> None:
    found = refused(chief, **definition)
    assert f"definition.{field}" in found
    assert all(text.endswith((".", "!")) or '"' in text for text in found.values()), found


def test_waits_of_nothing_are_fine(chief: Person) -> None:
    body = a_rule(chief, a_step(0), a_step(0), a_step(0))
    assert chief.client.post(RULES, body).status_code == 201


def test_a_type_that_was_retired_is_told_by_its_name(chief: Person) -> None:
    IncidentType.objects.filter(code="FIRE.ALARM").update(is_active=False)
    found = refused(chief, scope={"types": ["FIRE.STRUCT", "FIRE.ALARM"]})
    assert "FIRE.ALARM" in found["definition.scope.types.0"]
    assert len(found) == 1


def test_everything_that_is_wrong_is_told_at_once(chief: Person) -> None:
    found = refused(chief, **waits(within=0), **does(a_step(0, {"kind": "person"}), times=3))
    assert len(found) == 3


def test_somebody_who_left_is_told_by_name(chief: Person, dani: Person) -> None:
    dani.membership.is_active = False
    dani.membership.save()
    found = refused(chief, **does(a_step(0, {"kind": "person", "person": dani.user.pk})))
    assert "Dani" in found["definition.steps.0.targets.0.person"]


def test_numbers_that_are_none_are_refused(chief: Person) -> None:
    for number in ("NaN", "1e400", "-Infinity"):
        body = json.dumps(a_rule(chief)).replace('"within": 30', f'"within": {number}')
        answer = chief.client.generic("POST", RULES, body, content_type="application/json")
        is_refused(answer, 400)


def test_a_rule_without_a_name_is_refused(chief: Person) -> None:
    assert "name_ko" in bad_fields(chief.client.post(RULES, a_rule(chief, name_ko="  ")))
    assert "name_ko" in bad_fields(chief.client.post(RULES, a_rule(chief, name_ko="x" * 101)))
