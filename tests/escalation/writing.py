"""Rules as admins write them."""

from __future__ import annotations

from typing import Any

from escalation.api.rule_inputs import DefinitionInput, definition_of
from escalation.definition import Definition
from escalation.models import Rule
from escalation.services import publishing, rules
from safety_net.core.access import SYSTEM
from safety_net.core.strict import read
from tests.support.cast import NOON, JsonClient, Person

SQUARE = [[126.0, 37.0], [126.1, 37.0], [126.1, 37.1], [126.0, 37.1], [126.0, 37.0]]
RULES = "/api/escalation-rules/"


def a_step(wait: Any = 0, *targets: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Notifies the supervisors of the agency that it is about, unless told otherwise."""
    told = list(targets) or [{"kind": "role", "role": "supervisor"}]
    return {"wait": wait, "targets": told, **more}


def a_definition(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The lead has not acknowledged a fire within half a minute."""
    return {
        "condition": {"kind": "not_acknowledged_by_lead", "within": 30},
        "scope": {"types": ["FIRE"], "priorities": [0, 1]},
        "steps": list(steps) or [a_step(), a_step(60, {"kind": "duty_officer"})],
        **more,
    }


def as_definition(said: dict[str, Any]) -> Definition:
    """What REST makes of it."""
    return definition_of(read(DefinitionInput, said))


def a_rule(who: Person, *steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "name_ko": "주관 기관 미확인",
        "agency": who.agency.pk,
        "definition": a_definition(*steps),
        **more,
    }


def makes(who: Person, *steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = who.client.post(RULES, a_rule(who, *steps, **more))
    assert answer.status_code == 201, answer.content
    return dict(answer.json())


def changes(client: JsonClient, rule: dict[str, Any], **more: Any) -> Any:
    return client.patch(f"{RULES}{rule['id']}/", {"version": rule["version"], **more})


def publishes(client: JsonClient, rule: dict[str, Any]) -> Any:
    return client.post(f"{RULES}{rule['id']}/publish/", {"version": rule["version"]})


def a_published_rule(agency_id: int | None = None, **said: Any) -> Rule:
    """A rule of the city, unless of an agency, in use; `said` goes over `a_definition`."""
    steps = said.pop("steps", None) or [a_step(), a_step(60, {"kind": "duty_officer"})]
    definition = as_definition(a_definition(*steps, **said))
    names = {"name_ko": "주관 기관 미확인", "name_en": "Lead has not acknowledged"}
    rule = rules.make(agency_id=agency_id, names=names, definition=definition, by=SYSTEM, at=NOON)
    return publishing.publish(rule_id=rule.pk, version=rule.version, by=SYSTEM, at=NOON)
