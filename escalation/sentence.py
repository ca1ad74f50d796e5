"""A rule as one reads it: the sentence, and its steps in short."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import ngettext

from escalation.definition import Definition, Scope, Step, Target, timeline
from escalation.states import SINCE, ConditionKind, TargetKind

UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))
Words = Mapping[str, Any]


@dataclass(kw_only=True)
class Names:
    """What the things that a rule names are called, in the language of whoever reads."""

    types: dict[str, str] = field(default_factory=dict)
    districts: dict[str, str] = field(default_factory=dict)
    agencies: dict[int, str] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)
    rosters: dict[int, str] = field(default_factory=dict)
    webhooks: dict[int, str] = field(default_factory=dict)


def duration(seconds: int, words: Words) -> str:
    """ "1 min 30 s" """
    parts, rest = [], seconds
    for unit, length in UNITS:
        amount, rest = divmod(rest, length)
        if amount:
            parts.append(words["times"][unit] % {"n": amount})
    return " ".join(parts) or str(words["times"]["second"] % {"n": 0})


def sentence(definition: Definition, names: Names, words: Words) -> str:
    """What the rule waits for, and for which incidents."""
    condition = definition.condition
    said = {
        "condition": words["conditions"][condition.kind],
        "within": duration(condition.within, words),
        **_scope(definition.scope, names, words),
    }
    if condition.is_change:
        raised = condition.kind == ConditionKind.PRIORITY_RAISED and condition.priority is not None
        return _fill(
            words["sentences"]["raised" if raised else "change"],
            said,
            priority=f"P{condition.priority}",
        )
    since = condition.since or SINCE[condition.kind][0]
    return _fill(words["sentences"]["absence"], said, since=words["since"][since])


def in_short(definition: Definition, names: Names, words: Words) -> list[tuple[str, str]]:
    """(T+ time, what is done) of each step of the first round."""
    first = [planned for planned in timeline(definition) if planned.loop == 0]
    return [
        (_start(planned.after, words), step_words(planned.step, names, words)) for planned in first
    ]


def repeated(definition: Definition, words: Words) -> str:
    """How often all steps come again; empty for never."""
    times = definition.repeat.times
    if not times:
        return ""
    text = ngettext(
        "again once, after %(wait)s", "again %(times)d times, each after %(wait)s", times
    )
    return text % {"times": times, "wait": duration(definition.repeat.wait, words)}


def step_words(step: Step, names: Names, words: Words) -> str:
    """What a step does, without its time."""
    agency = _agency(step.agency, step.agency_kind, names, words)
    said = {
        "act": words["acts"][step.act],
        "targets": ", ".join(target_words(one, names, words) for one in step.targets),
        "agency": agency,
        "priority": f"P{step.priority}",
        "webhook": names.webhooks.get(step.webhook or 0, step.webhook),
    }
    return _fill(words["short_steps"][step.act], said)


def target_words(target: Target, names: Names, words: Words) -> str:
    """Who is told."""
    said = {
        "kind": words["target_kinds"][target.kind],
        "role": words["roles"].get(target.role, target.role),
        "whose": _agency(target.agency, target.agency_kind, names, words)
        or words["whose"][target.whose],
        "on_duty": words["every"]["on_duty"] if target.on_duty else "",
        "roster": names.rosters.get(target.roster or 0, target.roster),
        "person": names.people.get(target.person or 0, target.person),
    }
    if target.kind not in (TargetKind.ROLE, TargetKind.AGENCY):
        said.pop("whose")
    return _fill(words["targets"][target.kind], said)


def _scope(scope: Scope, names: Names, words: Words) -> dict[str, str]:
    every = words["every"]
    priorities = [f"P{one}" for one in scope.priorities] + [f"S{one}" for one in scope.severities]
    places = [names.districts.get(code, code) for code in scope.districts]
    places += [every["area"]] if scope.area else []
    hours = " ".join(_hours(scope, words))
    return {
        "priorities": ", ".join(priorities) or every["priorities"],
        "types": ", ".join(names.types.get(code, code) for code in scope.types) or every["types"],
        "places": every["in_places"] % {"places": ", ".join(places)} if places else every["places"],
        "hours": every["at_hours"] % {"hours": hours} if hours else every["hours"],
        "agencies": ", ".join(names.agencies.get(pk, str(pk)) for pk in scope.agencies)
        or every["agencies"],
        "traffic": words["traffic"][scope.traffic],
    }


def _hours(scope: Scope, words: Words) -> Iterator[str]:
    if scope.days:
        days = dict(words["days"])
        yield "·".join(days[day] for day in scope.days)
    if scope.starts:
        yield f"{scope.starts}–{scope.ends}"


def _agency(pk: int | None, kind: str, names: Names, words: Words) -> str:
    if pk is not None:
        return names.agencies.get(pk, str(pk))
    return str(words["kinds"][kind]) if kind else ""


def _start(after: int, words: Words) -> str:
    return f"T+{duration(after, words)}" if after else "T+0"


def _fill(template: str, said: Mapping[str, Any], **more: str) -> str:
    """Filled, and without the gaps that empty places leave."""
    return " ".join((template % {**said, **more}).split())
