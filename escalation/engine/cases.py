"""A run that is due, with all that a decision needs: what its rule says, and the facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from escalation.deciding import step_of
from escalation.definition import Definition, Step
from escalation.facts import Facts
from escalation.models import Run
from escalation.planning import Plan, Seen, follow_up
from escalation.selectors import published
from escalation.selectors.facts import load
from escalation.selectors.people import Question
from safety_net.core.access import SYSTEM
from safety_net.core.city_log import Log


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    run: Run
    definition: Definition
    facts: Facts

    @property
    def step(self) -> Step:
        """LookupError for a place that the rule does not have."""
        return step_of(self.run, self.definition)

    @property
    def question(self) -> Question:
        return Question(targets=self.step.targets, facts=self.facts, about=self.run.agency_id)


@dataclass(frozen=True, kw_only=True)
class Look:
    """What is due still, and what the facts have settled meanwhile."""

    cases: list[Case]
    settled: Plan
    facts: dict[int, Facts]


def look(runs: Sequence[Run], *, log: Log) -> Look:
    """Check each on the facts of now. LookupError for a rule that can't be read."""
    facts = load({run.incident_id for run in runs})
    rules = published.versions({run.version_id for run in runs})
    found = Look(cases=[], settled=Plan(), facts=facts)
    for run in runs:
        rule = rules.get(run.version_id)
        if rule is None:
            raise LookupError(f"version {run.version_id} of a rule can't be read")
        run.version = rule.version
        mine = facts[run.incident_id]
        follow_up(Seen(facts=mine, at=log.at, by=SYSTEM.name), [run], [], rules, found.settled)
        if run.pk not in found.settled.before:
            found.cases.append(Case(run=run, definition=rule.definition, facts=mine))
    return found
