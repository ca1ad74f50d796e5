"""Which steps of two rules come within a minute of each other. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from escalation.definition import Condition, Definition, Step, timeline
from escalation.states import SINCE, Act
from escalation.states import ConditionKind as Kind

A_MINUTE = 60
MOST_STEPS = 200
# Agencies are asked when an incident is filed; a request to another one comes later.
AT_FILING = (
    Kind.NOT_ACKNOWLEDGED_BY_AGENCY,
    Kind.NOT_ACKNOWLEDGED_BY_LEAD,
    Kind.NOT_ACKNOWLEDGED_BY_ANY,
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """A step that notifies, `at` seconds after the moment from which its rule counts."""

    at: int
    step: Step


def begin_together(one: Condition, other: Condition) -> bool:
    """Whether both count from the same moment; of others nothing can be said beforehand."""
    return _moment(one) == _moment(other)


def close_pairs(one: Definition, other: Definition) -> Iterator[tuple[Told, Told]]:
    """Every pair of telling steps that is less than a minute apart, in the order of time."""
    theirs = told_by(other)
    for mine in told_by(one):
        yield from ((mine, each) for each in theirs if abs(mine.at - each.at) < A_MINUTE)


def told_by(definition: Definition) -> Sequence[Told]:
    within = definition.condition.within
    return [
        Told(at=within + planned.after, step=planned.step)
        for planned in islice(timeline(definition), MOST_STEPS)
        if planned.step.act == Act.NOTIFY
    ]


def _moment(condition: Condition) -> str:
    if condition.kind in AT_FILING:
        return "filed"
    since = condition.since or next(iter(SINCE.get(condition.kind, ())), "")
    return since if since in ("filed", "alerted", "acknowledged") else condition.kind
