"""Whom a rule would reach, for an incident that one imagines: step by step, by name and channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency, City
from escalation.deciding import Person
from escalation.definition import Definition, Planned, timeline
from escalation.facts import Facts
from escalation.scope import Situation, misfits
from escalation.selectors.choices import name_of, short_of
from escalation.selectors.imagined import Imagined, abouts, facts_of
from escalation.selectors.people import Directory, Question, directory
from escalation.states import Act
from notify.channels import registry
from notify.selectors.reach import Reach, reach
from rosters.models import Roster
from rosters.selectors.gaps import gaps_of
from safety_net.core.clock import iso

LOOKS_AHEAD = timedelta(days=14)
MOST_SHOWN = 100
MISFITS = {
    "types": gettext_lazy("It is of another type."),
    "priorities": gettext_lazy("It has another priority."),
    "severities": gettext_lazy("It has another severity."),
    "agencies": gettext_lazy("It is about another agency."),
    "traffic": gettext_lazy("The rule is for real incidents or for exercises only."),
    "districts": gettext_lazy("It lies in another district."),
    "area": gettext_lazy("It lies outside the drawn area."),
    "hours": gettext_lazy("It is filed at another hour or on another day."),
}


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What a preview is about: the facts and the agencies that runs would be about."""

    facts: Facts
    about: Sequence[int | None]
    misfits: Sequence[str]
    people: Directory


def preview(definition: Definition, it: Imagined, *, now: datetime) -> dict[str, Any]:
    """Who is on duty is looked up for the moment at which the rule would fire."""
    fires_at = it.at + timedelta(seconds=definition.condition.within)
    found = _scene(definition, it, at=fires_at)
    planned = list(timeline(definition))[:MOST_SHOWN]
    told = [_told(one, found) for one in planned]
    reached = reach({one.user_id for people in told for one in people}, exercise=it.exercise)
    agencies = {one.pk: short_of(one) for one in Agency.objects.all()}
    return {
        "fires_at": iso(fires_at),
        "fits": not found.misfits,
        "why_not": [{"code": code, "text": str(MISFITS[code])} for code in found.misfits],
        "steps": [
            _step(one, [_person(who, reached[who.user_id], agencies, it) for who in people])
            for one, people in zip(planned, told, strict=True)
        ],
        "rosters": rosters_of(definition, begin=now),
    }


def rosters_of(definition: Definition, *, begin: datetime) -> list[dict[str, Any]]:
    """The rosters that a rule relies on, and when nobody stands on them in the next fortnight."""
    ids = {one.roster for step in definition.steps for one in step.targets if one.roster}
    rosters = Roster.objects.filter(pk__in=ids)
    if not ids:
        return []
    gaps = gaps_of(rosters, begin=begin, end=begin + LOOKS_AHEAD)
    return [
        {
            "id": one.pk,
            "name": name_of(one),
            "gaps": [
                {"begin": iso(gap.begin), "end": iso(gap.end)} for gap in gaps.get(one.pk, [])
            ],
        }
        for one in rosters
    ]


def _scene(definition: Definition, it: Imagined, *, at: datetime) -> Scene:
    facts = facts_of(it)
    wrong = {
        about: list(_misfits(definition, facts, about))
        for about in abouts(definition.condition, facts)
    }
    fitting = [about for about, why in wrong.items() if not why]
    about = fitting or list(wrong)
    targets = [target for step in definition.steps for target in step.targets]
    questions = [Question(targets=targets, facts=facts, about=one) for one in about]
    reasons = [] if fitting else next(iter(wrong.values()), [])
    return Scene(facts=facts, about=about, misfits=reasons, people=directory(questions, at=at))


def _misfits(definition: Definition, facts: Facts, about: int | None) -> Sequence[str]:
    city = City.objects.get()
    it = Situation(
        type=facts.type,
        priority=facts.priority,
        severity=facts.severity,
        agency=about,
        districts=facts.districts,
        lon=facts.lon,
        lat=facts.lat,
        exercise=facts.exercise,
        at=facts.filed_at,
        zone=city.zone,
    )
    return list(misfits(definition.scope, it))


def _told(planned: Planned, found: Scene) -> list[Person]:
    if planned.step.act != Act.NOTIFY:
        return []
    people: dict[int, Person] = {}
    for about in found.about:
        for one in found.people.behind(planned.step.targets, found.facts, about):
            people.setdefault(one.user_id, one)
    return list(people.values())


def _step(planned: Planned, people: list[dict[str, Any]]) -> dict[str, Any]:
    step = planned.step
    return {
        "loop": planned.loop,
        "index": planned.index,
        "after": planned.after,
        "act": str(step.act),
        "people": people,
    }


def _person(
    person: Person, reached: Reach, agencies: dict[int, str], it: Imagined
) -> dict[str, Any]:
    return {
        "user": person.user_id,
        "name": person.name,
        "agency": person.agency_id,
        "agency_name": agencies.get(person.agency_id, ""),
        "channels": [_channel(name) for name in reached.channels],
        "why": "" if reached.channels else _why(it),
    }


def _channel(name: str) -> dict[str, str]:
    return {"code": name, "text": registry.label_of(name)}


def _why(it: Imagined) -> str:
    if it.exercise:
        return _("Only at the desk: no drill provider carries a way of theirs.")
    return _("Only at the desk: there is no verified way to reach them.")
