"""The engine as one would explain it at a table: no database, no locks, one run after the other.

It knows two rules, of a lead that does not acknowledge and of an incident without an update. What
people do changes what is known of an incident; then every run is looked at; a tick takes one step
of each run that is due.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

LEAD, SILENCE = "lead", "silence"
ROUNDS, PAUSE = 2, 60  # two rounds, a minute apart


@dataclass
class PlainRule:
    """Seconds until it fires, and the waits of its two steps."""

    kind: str
    within: int
    waits: tuple[int, int] = (0, 30)


@dataclass
class PlainIncident:
    """`lead` is waiting, acknowledged or declined; times in seconds."""

    filed: int
    lead: str = "waiting"
    asked: int = 0
    updated: int = 0
    held: int | None = None
    is_open: bool = True


@dataclass
class PlainRun:
    kind: str
    rule: PlainRule
    generation: int = 1
    state: str = "active"
    loop: int = 0
    step: int = 0
    anchor: int = 0
    planned: int | None = None
    done: list[tuple[int, int, int, str]] = field(default_factory=list)

    def due(self, it: PlainIncident) -> int | None:
        if self.state != "active" or self.planned is None:
            return None
        return max(self.planned, it.held or 0)

    def begins(self, rule: PlainRule, anchor: int) -> None:
        self.rule, self.state, self.anchor = rule, "active", anchor
        self.loop = self.step = 0
        self.planned = anchor + rule.within + rule.waits[0]

    def is_untouched(self) -> bool:
        return self.state == "active" and (self.loop, self.step) == (0, 0)


class PlainEngine:
    """Rules by kind, incidents in the order of filing, and the runs of each."""

    def __init__(self, rules: dict[str, PlainRule]) -> None:
        self.rules = rules
        self.incidents: list[PlainIncident] = []
        self.runs: list[dict[str, PlainRun]] = []
        self.absent: set[int] = set()

    def files(self, at: int) -> None:
        self.incidents.append(PlainIncident(filed=at, asked=at, updated=at))
        self.runs.append({})
        self.look(len(self.incidents) - 1)

    def look(self, number: int) -> None:
        """Make the runs of an incident be what is known of it."""
        it = self.incidents[number]
        for kind, rule in self.rules.items():
            anchor = it.asked if kind == LEAD else it.updated
            satisfied = kind == LEAD and it.lead == "acknowledged"
            run = self.runs[number].get(kind)
            if run is None:
                if it.is_open and not satisfied:
                    self.runs[number][kind] = run = PlainRun(kind, rule)
                    run.begins(rule, anchor)
            elif run.state in ("active", "exhausted"):
                self._goes_on(run, it, anchor, satisfied=satisfied)
            elif it.is_open and not satisfied:
                run.generation += 1
                run.begins(rule, anchor)

    def _goes_on(self, run: PlainRun, it: PlainIncident, anchor: int, *, satisfied: bool) -> None:
        if not it.is_open or satisfied:
            run.state = "resolved" if it.is_open else "cancelled"
        elif anchor != run.anchor and run.is_untouched():
            run.begins(run.rule, anchor)
        elif anchor != run.anchor:
            run.generation += 1
            run.begins(self.rules[run.kind], anchor)

    def ticks(self, at: int) -> None:
        for it, runs in zip(self.incidents, self.runs, strict=True):
            for run in runs.values():
                due = run.due(it)
                if due is not None and due <= at:
                    self._step(run, due, at)

    def _step(self, run: PlainRun, due: int, at: int) -> None:
        """Step 0 tells the first person, step 1 the second; who is absent is passed over."""
        reached = run.step not in self.absent
        outcome = "reached" if reached else "nobody"
        run.done.append((run.generation, run.loop, run.step, outcome))
        was_last = run.step == 1
        if was_last and run.loop == ROUNDS - 1:
            run.state = "exhausted"
            return
        wait = PAUSE + run.rule.waits[0] if was_last else run.rule.waits[1]
        run.loop, run.step = (run.loop + 1, 0) if was_last else (run.loop, 1)
        if not reached and not was_last:
            run.planned = at
        else:
            run.planned = due + wait if due + wait > at else at + wait

    def picture(self) -> dict[tuple[int, str], Any]:
        return {
            (number, kind): (
                run.state,
                run.generation,
                run.due(self.incidents[number]),
                (run.loop, run.step) if run.state == "active" else None,
                run.done,
            )
            for number, runs in enumerate(self.runs)
            for kind, run in runs.items()
        }
