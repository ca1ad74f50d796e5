"""What a draft would have done, with the people of today behind its steps."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, City
from escalation.definition import Definition, Step
from escalation.facts import Facts, TrackFact
from escalation.history import Past
from escalation.selectors.choices import short_of
from escalation.selectors.histories import MOST_INCIDENTS, histories
from escalation.selectors.people import Directory, Question, directory
from escalation.states import ConditionKind, Traffic
from escalation.waits import KNOWABLE
from escalation.what_if import Case, WhatIf, what_if
from incidents.models import Incident
from incidents.states import Status, TrackState
from safety_net.core.clock import iso

MOST_CASES = 50
NOTES = {
    "more": _("There were more incidents; only the newest 5,000 are looked at."),
    "today": _("Type, priority, place and lead of each incident are those of its end."),
    "people": _("People are counted as they are and stand on duty now."),
    "asked_again": _("Of an agency that was asked twice, only the last time is known."),
    "held": _("While an incident was held, the rule would have waited; that is not counted."),
    "answered": _("Whoever is told may act sooner than they did then."),
    "next_deed": _("Nobody could answer it then: the next thing that anybody did counts as it."),
    "unknown": _("Where an incident was before it was moved can't be told of the past."),
}


def trial(
    definition: Definition,
    *,
    incidents: QuerySet[Incident],
    days: int,
    traffic: str,
    now: datetime,
) -> dict[str, Any]:
    """Over those of the `incidents` that were filed in these last days; a dozen queries or so."""
    if definition.condition.kind not in KNOWABLE:
        return _card(WhatIf(looked_at=0, fitting=0, cases=[]), ["unknown"], knowable=False)
    exercise = {Traffic.REAL: False, Traffic.EXERCISE: True}.get(Traffic(traffic))
    since = now - timedelta(days=days)
    kind = definition.condition.kind
    pasts, more = histories(incidents, kind, since=since, until=now, exercise=exercise)
    zone = City.objects.get().zone
    told = Behind.of(definition, pasts, at=now)
    found = what_if(definition, pasts, told=told, now=now, zone=zone)
    return _card(found, [*_notes(definition), *(["more"] if more else [])], knowable=True)


@dataclass(kw_only=True)
class Behind:
    """Who stands behind a step now. Incidents with the same agencies have the same people."""

    people: Directory
    known: dict[tuple[Any, ...], frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, definition: Definition, pasts: Collection[Past], *, at: datetime) -> Behind:
        targets = [target for step in definition.steps for target in step.targets]
        alike = {_agencies_of(past): past for past in pasts}
        questions = [
            Question(targets=targets, facts=_facts(past), about=about)
            for past in alike.values()
            for about in {None, *(track.agency_id for track in past.tracks)}
        ]
        return cls(people=directory(questions, at=at))

    def __call__(self, step: Step, past: Past, about: int | None) -> Collection[int]:
        key = (id(step), about, *_agencies_of(past))
        if key not in self.known:
            found = self.people.behind(step.targets, _facts(past), about)
            self.known[key] = frozenset(person.user_id for person in found)
        return self.known[key]


def _agencies_of(past: Past) -> tuple[Any, ...]:
    lead = past.lead
    return (
        past.filed.agency_id,
        lead.agency_id if lead else None,
        *((track.agency_id, track.role) for track in past.tracks),
    )


def _facts(past: Past) -> Facts:
    """As much as finding people asks for."""
    return Facts(
        incident_id=past.id,
        number=past.number,
        status=Status.OPEN,
        exercise=past.exercise,
        type=past.type,
        priority=past.priority,
        severity=past.severity,
        lon=past.lon,
        lat=past.lat,
        filed_at=past.filed.at,
        filed_by=past.filed.agency_id or 0,
        updated_at=past.filed.at,
        tracks=tuple(
            TrackFact(
                id=one.id,
                agency_id=one.agency_id,
                kind=one.kind,
                role=one.role,
                state=TrackState.WAITING,
                asked_at=one.asked_at,
            )
            for one in past.tracks
        ),
    )


def _notes(definition: Definition) -> list[str]:
    kind = definition.condition.kind
    codes = ["today", "people", "answered", "held"]
    if kind in (ConditionKind.PRIORITY_RAISED, ConditionKind.SECOND_REPORT):
        codes.append("next_deed")
    if kind in (ConditionKind.NOT_ACKNOWLEDGED_BY_AGENCY, ConditionKind.TRANSFER_NOT_ANSWERED):
        codes.append("asked_again")
    return codes


def _card(found: WhatIf, notes: Sequence[str], *, knowable: bool) -> dict[str, Any]:
    agencies = {one.pk: short_of(one) for one in Agency.objects.all()}
    late = sorted(case.late for case in found.cases)
    return {
        "knowable": knowable,
        "looked_at": found.looked_at,
        "most": MOST_INCIDENTS,
        "fitting": found.fitting,
        "fired": len(found.cases),
        "incidents": found.incidents,
        "people": found.people,
        "pages": found.pages,
        "late": {"median": _share(late, 50), "p90": _share(late, 90), "worst": _share(late, 100)},
        "cases": [_case(one, agencies) for one in found.cases[:MOST_CASES]],
        "notes": [{"code": code, "text": str(NOTES[code])} for code in notes],
    }


def _share(late: Sequence[int], percent: int) -> int:
    """The value that so many of a hundred do not pass; 0 for none at all."""
    return late[max(0, -(-len(late) * percent // 100) - 1)] if late else 0


def _case(case: Case, agencies: dict[int, str]) -> dict[str, Any]:
    past, stopped = case.past, case.stopped
    return {
        "incident": past.id,
        "number": past.number,
        "type": past.type,
        "priority": past.priority,
        "about": case.about,
        "fired_at": iso(case.fired_at),
        "stopped_at": iso(stopped.at) if stopped else None,
        "stopped_by": None
        if stopped is None
        else {
            "name": stopped.by,
            "agency": stopped.agency_id,
            "agency_name": agencies.get(stopped.agency_id or 0, ""),
        },
        "late": case.late,
        "steps": case.steps,
        "people": len(case.people),
    }
