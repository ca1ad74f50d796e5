"""What a rule says, as plain values: what it waits for, for which incidents, and what is done then.

T+0 is the moment at which the rule fires: for an absence when its time has run out, for a change
when it happens. Steps count from there. Published definitions never change, so `read` trusts them;
what an admin sends is checked before it is published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from escalation.states import CHANGES, Act, TargetKind, Traffic, Whose


@dataclass(frozen=True, kw_only=True)
class Condition:
    """`within` counts in seconds, from the moment `since`; `priority`: raised to this or higher."""

    kind: str
    within: int = 0
    since: str = ""
    priority: int | None = None

    @property
    def is_change(self) -> bool:
        return self.kind in CHANGES


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Which incidents a rule is for. What is empty fits everything.

    `types` are families (FIRE) or codes (FIRE.STRUCT); `agencies` those that the run would be about
    (of the track or unit, else the lead); `districts` codes; `area` GeoJSON; days by ISO, Monday is
    1; hours "HH:MM" on the city's wall clock, which may pass midnight.
    """

    types: tuple[str, ...] = ()
    priorities: tuple[int, ...] = ()
    severities: tuple[int, ...] = ()
    agencies: tuple[int, ...] = ()
    districts: tuple[str, ...] = ()
    area: dict[str, Any] | None = None
    days: tuple[int, ...] = ()
    starts: str | None = None
    ends: str | None = None
    traffic: str = Traffic.BOTH


@dataclass(frozen=True, kw_only=True)
class Target:
    """Who is told. An agency is named by `agency`, or by `agency_kind`, or by `whose`.

    `role` with `on_duty` means: those of the role who stand on a roster of the agency now.
    """

    kind: str
    person: int | None = None
    roster: int | None = None
    role: str = ""
    on_duty: bool = False
    agency: int | None = None
    agency_kind: str = ""
    whose: str = Whose.OWN


@dataclass(frozen=True, kw_only=True)
class Step:
    """`wait` counts in seconds from the step before, the first from T+0."""

    wait: int
    act: str = Act.NOTIFY
    targets: tuple[Target, ...] = ()
    agency: int | None = None
    agency_kind: str = ""
    priority: int | None = None
    webhook: int | None = None


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """All steps again, `times` more, each time `wait` seconds after the last one."""

    times: int = 0
    wait: int = 0


@dataclass(frozen=True, kw_only=True)
class Definition:
    condition: Condition
    scope: Scope
    steps: tuple[Step, ...]
    repeat: Repeat = Repeat()


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A step in its place: `after` seconds from T+0."""

    loop: int
    index: int
    after: int
    step: Step


def timeline(definition: Definition) -> Iterator[Planned]:
    """Every step in order, those of the repetitions too."""
    after = 0
    for loop in range(definition.repeat.times + 1):
        after += definition.repeat.wait if loop else 0
        for index, step in enumerate(definition.steps):
            after += step.wait
            yield Planned(loop=loop, index=index, after=after, step=step)


def duty_officer() -> Target:
    return Target(kind=TargetKind.DUTY_OFFICER)


def read(data: Mapping[str, Any]) -> Definition:
    """The definition of its JSON. TypeError or KeyError for JSON that `write` did not make."""
    return Definition(
        condition=Condition(**data["condition"]),
        scope=_scope(data["scope"]),
        steps=tuple(_step(one) for one in data["steps"]),
        repeat=Repeat(**data.get("repeat", {})),
    )


def write(definition: Definition) -> dict[str, Any]:
    """As JSON, for a draft or a published version."""
    plain: dict[str, Any] = _plain(asdict(definition))
    return plain


def _plain(value: Any) -> Any:
    """Enum members become their words, tuples lists, as jsonb will give them back."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, str) else value


def _scope(data: Mapping[str, Any]) -> Scope:
    lists = ("types", "priorities", "severities", "agencies", "districts", "days")
    return Scope(**{**data, **{name: tuple(data.get(name, ())) for name in lists}})


def _step(data: Mapping[str, Any]) -> Step:
    targets = tuple(Target(**one) for one in data.get("targets", ()))
    return Step(**{**data, "targets": targets})
