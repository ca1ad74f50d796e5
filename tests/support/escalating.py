"""Rules for tests, and what the engine does with them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from agencies.models import Agency
from escalation.definition import Condition, Definition, Repeat, Scope, Step, Target, write
from escalation.engine.ticking import Ticked, tick
from escalation.models import EngineSettings, Rule, RuleVersion, Run, StepExecution
from escalation.states import Act, ConditionKind, TargetKind
from incidents.models import Incident
from notify.models import Message
from tests.support.cast import NOON, Person

Kind = ConditionKind
BEFORE = NOON - timedelta(days=1)


def person(who: Person) -> Target:
    return Target(kind=TargetKind.PERSON, person=who.user.pk)


def role(role: str, **more: Any) -> Target:
    return Target(kind=TargetKind.ROLE, role=role, **more)


def tell(*targets: Target, wait: int = 0) -> Step:
    return Step(wait=wait, targets=targets)


def does(act: Act, *, wait: int = 0, **more: Any) -> Step:
    return Step(wait=wait, act=act, **more)


def a_rule(
    kind: str,
    *steps: Step,
    within: int = 60,
    since: str = "",
    priority: int | None = None,
    repeat: Repeat | None = None,
    agency: Agency | None = None,
    name: str = "rule",
    **scope: Any,
) -> Rule:
    """A published rule."""
    condition = Condition(kind=kind, within=within, since=since, priority=priority)
    definition = Definition(
        condition=condition, scope=Scope(**scope), steps=steps, repeat=repeat or Repeat()
    )
    rule = Rule.objects.create(
        name_ko=name, name_en=name, agency=agency, changed_at=BEFORE, changed_by="Ara"
    )
    publish(rule, write(definition))
    return rule


def publish(rule: Rule, definition: dict[str, Any]) -> RuleVersion:
    """One more version, which counts from now on."""
    version = RuleVersion.objects.create(
        rule=rule,
        number=rule.versions.count() + 1,
        name_ko=rule.name_ko,
        name_en=rule.name_en,
        definition=definition,
        published_at=BEFORE,
        published_by="Ara",
    )
    rule.published = version
    rule.save(update_fields=["published"])
    return version


def last_resort(*who: Person) -> None:
    stored = [{"kind": "person", "person": one.user.pk} for one in who]
    EngineSettings.objects.update(last_resort=stored)


def later(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def ticks(seconds: float, **how: Any) -> Ticked:
    """The engine looks, so many seconds after noon."""
    return tick(at=later(seconds), **how)


def ticks_until(seconds: int, *, every: int = 1, begin: int = 0) -> None:
    for second in range(begin, seconds + 1, every):
        ticks(second)


def run_of(it: Incident, rule: Rule | None = None) -> Run:
    found = Run.objects.filter(incident=it)
    return found.get(rule=rule) if rule else found.get()


def states(it: Incident) -> list[str]:
    return list(Run.objects.filter(incident=it).order_by("pk").values_list("state", flat=True))


def told(it: Incident) -> list[str]:
    """Who was told, in order."""
    rows = Message.objects.filter(incident=it).order_by("pk")
    return [one.user.first_name if one.user else "a program" for one in rows.select_related("user")]


def steps(run: Run) -> list[tuple[int, int, int, str]]:
    """(generation, loop, step, outcome) of what was decided."""
    done = StepExecution.objects.filter(run=run).order_by("generation", "loop", "step")
    return list(done.values_list("generation", "loop", "step", "outcome"))
