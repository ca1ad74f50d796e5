"""What a rule may say. Everything that is wrong is told at once, each at its field.

Fields are named as they stand in the body: "definition.steps.2.wait".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from escalation import bounds
from escalation.definition import Condition, Definition, Repeat, Scope, Step, Target, timeline
from escalation.states import SINCE, Act, ConditionKind, TargetKind
from safety_net.core.errors import Invalid

Wrong = tuple[str, str | Promise]
Needs = tuple[str, str | Promise]

# What each act and each target is about; any other name does not belong to it.
ACT_NEEDS: dict[str, Needs] = {
    Act.NOTIFY: ("targets", _("Say who is told.")),
    Act.WEBHOOK: ("webhook", _("Choose the webhook that is called.")),
    Act.ADD_AGENCY: ("agency", _("Choose the agency, or the kind of agency, that is asked.")),
    Act.TRANSFER: ("agency", _("Choose the agency, or the kind of agency, that takes over.")),
    Act.RAISE_PRIORITY: ("priority", _("Choose the priority to which it is raised.")),
}
TARGET_NEEDS: dict[str, Needs] = {
    TargetKind.PERSON: ("person", _("Choose the person.")),
    TargetKind.ROSTER: ("roster", _("Choose the roster.")),
    TargetKind.ROLE: ("role", _("Choose the role.")),
}
HAS_AGENCY = (TargetKind.ROLE, TargetKind.AGENCY)
DOES_NOT_BELONG = _("This does not belong here; take it out.")
NOT_BOTH = _("Choose one agency or a kind of agency, not both.")


def refuse(wrong: Iterable[Wrong]) -> None:
    """Invalid with every field that is wrong, if any is."""
    fields = {f"definition.{name}": text for name, text in wrong}
    if fields:
        raise Invalid(**fields)


def check(definition: Definition) -> None:
    """Invalid unless the definition is within its bounds and each part says what it needs."""
    refuse(
        [
            *_condition(definition.condition),
            *_place(definition),
            *_hours(definition.scope),
            *_steps(definition.steps),
            *_repeat(definition.repeat),
            *_length(definition),
        ]
    )


def _condition(condition: Condition) -> Iterator[Wrong]:
    if condition.is_change and condition.within:
        yield "condition.within", _("A change is answered when it happens; leave the time out.")
    if not condition.is_change and condition.within < 1:
        yield "condition.within", _("Write how long the rule waits: 1 second to 30 days.")
    if condition.since and condition.since not in SINCE.get(condition.kind, ()):
        yield "condition.since", _("This condition is not counted from there; choose another.")
    if condition.priority is not None and condition.kind != ConditionKind.PRIORITY_RAISED:
        yield "condition.priority", DOES_NOT_BELONG


def _place(definition: Definition) -> Iterator[Wrong]:
    scope = definition.scope
    if scope.area is not None and scope.districts:
        yield "scope.area", _("Choose districts or draw an area, not both.")
    if definition.condition.kind == ConditionKind.AREA_ENTERED and not (
        scope.area or scope.districts
    ):
        yield "scope.area", _("Draw the area, or choose the districts, that the incident enters.")


def _hours(scope: Scope) -> Iterator[Wrong]:
    if (scope.starts is None) != (scope.ends is None):
        name = "starts" if scope.starts is None else "ends"
        yield f"scope.{name}", _("Hours have a beginning and an end; write both or none.")
    elif scope.starts is not None and scope.starts == scope.ends:
        yield (
            "scope.ends",
            _("Hours that end where they begin hold nothing; leave both empty."),
        )


def _steps(steps: tuple[Step, ...]) -> Iterator[Wrong]:
    if not steps:
        yield "steps", _("Add a step: a rule does something.")
    for index, step in enumerate(steps):
        for name, text in [*_step(step), *_targets(step)]:
            yield f"steps.{index}.{name}", text


def _step(step: Step) -> Iterator[Wrong]:
    said = {
        "targets": bool(step.targets),
        "agency": step.agency is not None or bool(step.agency_kind),
        "priority": step.priority is not None,
        "webhook": step.webhook is not None,
    }
    name, text = ACT_NEEDS.get(step.act, ("", ""))
    if name and not said[name]:
        yield name, text
    yield from (
        (other, DOES_NOT_BELONG) for other, is_said in said.items() if is_said and other != name
    )
    if step.agency is not None and step.agency_kind:
        yield "agency_kind", NOT_BOTH


def _targets(step: Step) -> Iterator[Wrong]:
    for index, target in enumerate(step.targets):
        for name, text in _target(target):
            yield f"targets.{index}.{name}", text


def _target(target: Target) -> Iterator[Wrong]:
    said = {
        "person": target.person is not None,
        "roster": target.roster is not None,
        "role": bool(target.role),
    }
    name, text = TARGET_NEEDS.get(target.kind, ("", ""))
    if name and not said[name]:
        yield name, text
    yield from (
        (other, DOES_NOT_BELONG) for other, is_said in said.items() if is_said and other != name
    )
    if target.on_duty and target.kind != TargetKind.ROLE:
        yield "on_duty", DOES_NOT_BELONG
    if target.kind not in HAS_AGENCY and (target.agency is not None or target.agency_kind):
        yield "agency", DOES_NOT_BELONG
    elif target.agency is not None and target.agency_kind:
        yield "agency_kind", NOT_BOTH


def _repeat(repeat: Repeat) -> Iterator[Wrong]:
    if repeat.times and repeat.wait < bounds.SHORTEST_REPEAT_WAIT:
        yield "repeat.wait", _("Wait 10 seconds or more before the steps are repeated.")
    if repeat.wait and not repeat.times:
        yield "repeat.times", _("Say how often the steps are repeated, or take the wait out.")


def _length(definition: Definition) -> Iterator[Wrong]:
    last = max((planned.after for planned in timeline(definition)), default=0)
    if last > bounds.LONGEST_TIMELINE:
        yield "repeat", _("The whole rule takes 30 days or less; wait less or repeat less often.")
