"""From a decision to what each person is told. Words are made when it is sent, by notify."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from escalation.deciding import Decision, Person
from escalation.facts import Facts
from escalation.models import Run
from escalation.planning import NOT_HELD
from escalation.services.applying import cause_of
from escalation.states import Act
from incidents.states import Priority
from notify.services.queueing import Page
from safety_net.core.clock import iso

# At the end of all steps nobody waits for the first way to fail.
WAYS_OF_LAST_RESORT = 3


def pages_of(decision: Decision) -> Iterator[Page]:
    """One for each person, and one for a program that is called."""
    place, run = decision.place, decision.run
    key = f"run:{run.pk}/{place.generation}/{place.loop}/{place.step}"
    common: dict[str, Any] = {
        "incident_id": run.incident_id,
        "cause": cause_of(run.pk),
        "generation": place.generation,
        "urgent": is_urgent(decision),
        "exercise": decision.facts.exercise,
        "kind": "escalation",
        "facts": words_of(run, decision.facts),
    }
    for person in decision.told:
        yield Page(
            dedupe_key=f"{key}/{person.user_id}",
            user_id=person.user_id,
            agency_id=person.agency_id,
            asks=True,
            at_once=WAYS_OF_LAST_RESORT if decision.resorted else 1,
            **common,
        )
    if decision.step.act == Act.WEBHOOK and decision.step.webhook:
        yield Page(
            dedupe_key=f"{key}/webhook",
            user_id=None,
            agency_id=run.agency_id,
            webhook_id=decision.step.webhook,
            **common,
        )


def page_of_fault(run: Run, facts: Facts, person: Person) -> Page:
    """The duty officer learns what keeps a run from going on."""
    return Page(
        dedupe_key=f"run:{run.pk}/{run.generation}/{run.loop}/{run.step}/fault/{person.user_id}",
        user_id=person.user_id,
        agency_id=person.agency_id,
        incident_id=run.incident_id,
        cause=cause_of(run.pk),
        generation=run.generation,
        urgent=True,
        exercise=facts.exercise,
        kind="escalation_blocked",
        facts={**words_of(run, facts), "fault": run.fault},
        asks=True,
        at_once=WAYS_OF_LAST_RESORT,
    )


def is_urgent(decision: Decision) -> bool:
    """A life may hang on it: by the priority, by a crew in danger, or because all else failed."""
    kind = decision.condition
    return decision.resorted or kind in NOT_HELD or decision.facts.priority <= Priority.URGENT


def words_of(run: Run, facts: Facts) -> dict[str, Any]:
    """What there is to say, in no language yet. `run.version` is loaded."""
    return {
        "run": run.pk,
        "number": facts.number,
        "type": facts.type,
        "type_ko": facts.type_ko,
        "type_en": facts.type_en,
        "priority": facts.priority,
        "address": facts.address,
        "rule_ko": run.version.name_ko,
        "rule_en": run.version.name_en,
        "condition": run.version.definition["condition"]["kind"],
        "agency": run.agency_id,
        "since": iso(run.anchor),
    }
