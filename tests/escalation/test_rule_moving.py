"""Open incidents go on by another version of their rule: looked at first, then moved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from escalation.models import Rule, Run
from escalation.services import publishing, rules
from incidents.models import Incident
from safety_net.core.access import SYSTEM
from safety_net.core.models import LogEntry
from tests.api.bodies import is_refused
from tests.escalation.writing import RULES, a_definition, a_published_rule, a_step, as_definition
from tests.support.cast import NOON, Person, file
from tests.support.deeds import head


@pytest.fixture
def rule(dani: Person) -> Rule:
    """The lead of a fire has thirty seconds."""
    return a_published_rule(steps=[a_step(0), a_step(60)])


def says_now(rule: Rule, *steps: dict[str, Any], **more: Any) -> Rule:
    """Another version of it is published."""
    rule.refresh_from_db()
    said = as_definition(a_definition(*steps, **more))
    kept = rules.change(rule_id=rule.pk, version=rule.version, definition=said, by=SYSTEM, at=NOON)
    return publishing.publish(rule_id=rule.pk, version=kept.version, by=SYSTEM, at=NOON)


def run_of(fire: Incident, rule: Rule) -> Run:
    return Run.objects.select_related("version").get(incident=fire, rule=rule)


def address(rule: Rule) -> str:
    return f"{RULES}{rule.pk}/open-incidents/"


def test_what_runs_keeps_its_version_until_it_is_moved(
    rule: Rule, dani: Person, admin: Person
) -> None:
    fire = file(dani)
    before = run_of(fire, rule)
    says_now(rule, a_step(0), condition={"kind": "not_acknowledged_by_lead", "within": 300})
    assert run_of(fire, rule).version.number == 1
    (seen,) = admin.client.get(address(rule)).json()["results"]
    assert (seen["number"], seen["run"]) == (fire.number, before.pk)
    assert seen["before"]["due_at"] != seen["after"]["due_at"]
    assert run_of(fire, rule).version.number == 1
    moved = admin.client.post(address(rule), {"number": 2})
    assert moved.status_code == 200
    after = run_of(fire, rule)
    assert (after.version.number, after.generation) == (2, before.generation + 1)
    assert after.fires_at == NOON + timedelta(seconds=300)
    assert admin.client.get(address(rule)).json()["results"] == []


def test_the_agencies_hear_of_it(rule: Rule, dani: Person, admin: Person) -> None:
    file(dani)
    says_now(rule, a_step(5))
    before = head()
    admin.client.post(address(rule), {"number": 2})
    kinds = LogEntry.objects.filter(seq__gt=before).values_list("kind", flat=True)
    assert list(kinds) == ["escalation.planned"]


def test_steps_that_were_done_count_as_done(rule: Rule, dani: Person, admin: Person) -> None:
    fire = file(dani)
    Run.objects.filter(incident=fire).update(step=1)
    says_now(rule, a_step(0), a_step(600), a_step(60))
    admin.client.post(address(rule), {"number": 2})
    moved = run_of(fire, rule)
    assert (moved.step, moved.state) == (1, "active")


def test_a_rule_that_is_for_something_else_now_ends(
    rule: Rule, dani: Person, admin: Person
) -> None:
    fire = file(dani)
    says_now(rule, a_step(0), scope={"types": ["EMS"]})
    (seen,) = admin.client.get(address(rule)).json()["results"]
    assert seen["after"] is None
    admin.client.post(address(rule), {"number": 2})
    assert run_of(fire, rule).state == "cancelled"


def test_one_moves_to_the_version_that_one_looked_at(
    rule: Rule, dani: Person, admin: Person
) -> None:
    file(dani)
    says_now(rule, a_step(5))
    is_refused(admin.client.post(address(rule), {"number": 1}), 409, "stale_version")


def test_without_a_version_there_is_nothing_to_move_to(admin: Person) -> None:
    rule = rules.make(
        agency_id=None,
        names={"name_ko": "초안"},
        definition=as_definition(a_definition()),
        by=SYSTEM,
        at=NOON,
    )
    is_refused(admin.client.get(address(rule)), 409, "not_published")
    is_refused(admin.client.post(address(rule), {"number": 1}), 409, "not_published")
