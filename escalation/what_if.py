"""What a rule would have done on past incidents. Pure: the same pasts give the same answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from escalation.definition import Definition, Planned, Step, timeline
from escalation.history import Deed, Past
from escalation.scope import Situation, fits
from escalation.waits import Wait, waits


class Told(Protocol):
    """Whom a step would tell of an incident today."""

    def __call__(self, step: Step, past: Past, about: int | None) -> Collection[int]: ...


@dataclass(frozen=True, kw_only=True)
class Case:
    """Once that the rule would have fired. `late` is how many seconds after T+0 somebody acted, or
    until now; `steps` were taken meanwhile, `people` told.
    """

    past: Past
    about: int | None
    fired_at: datetime
    stopped: Deed | None
    late: int
    steps: int
    people: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """`looked_at` are all incidents of the time, `fitting` those that the rule is for."""

    looked_at: int
    fitting: int
    cases: Sequence[Case]

    @property
    def incidents(self) -> int:
        return len({case.past.id for case in self.cases})

    @property
    def people(self) -> int:
        return len(frozenset().union(*(case.people for case in self.cases)))

    @property
    def pages(self) -> int:
        return sum(len(case.people) for case in self.cases)


def what_if(
    definition: Definition, pasts: Iterable[Past], *, told: Told, now: datetime, zone: ZoneInfo
) -> WhatIf:
    """KeyError for a condition of which the past tells nothing (waits.KNOWABLE)."""
    plan = list(timeline(definition))
    looked_at, fitting = 0, 0
    cases: list[Case] = []
    for past in pasts:
        looked_at += 1
        mine = [
            wait
            for wait in waits(definition.condition, past)
            if _is_for(definition, past, wait, zone)
        ]
        fitting += bool(mine)
        cases += _cases(definition, past, mine, plan, told=told, now=now)
    cases.sort(key=lambda case: (-case.late, case.past.id))
    return WhatIf(looked_at=looked_at, fitting=fitting, cases=cases)


def _is_for(definition: Definition, past: Past, wait: Wait, zone: ZoneInfo) -> bool:
    it = Situation(
        type=past.type,
        priority=past.priority,
        severity=past.severity,
        agency=wait.agency_id,
        districts=past.districts,
        lon=past.lon,
        lat=past.lat,
        exercise=past.exercise,
        at=wait.since,
        zone=zone,
    )
    return fits(definition.scope, it)


def _cases(
    definition: Definition,
    past: Past,
    found: Iterable[Wait],
    plan: Sequence[Planned],
    *,
    told: Told,
    now: datetime,
) -> Iterator[Case]:
    within = timedelta(seconds=definition.condition.within)
    for wait in found:
        fired_at = wait.since + within
        ended = wait.ended.at if wait.ended else now
        if fired_at >= ended:
            continue
        late = (ended - fired_at).total_seconds()
        taken = [planned.step for planned in plan if planned.after < late]
        yield Case(
            past=past,
            about=wait.agency_id,
            fired_at=fired_at,
            stopped=wait.ended,
            late=round(late),
            steps=len(taken),
            people=frozenset().union(*(told(step, past, wait.agency_id) for step in taken)),
        )
