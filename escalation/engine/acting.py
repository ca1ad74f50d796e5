"""Steps that change the incident, by the public services, as the system itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.gis.geos import Point

from agencies.selectors import agencies_at, city_day
from dispatch.models import Alarm
from dispatch.models.plans import HIGHEST_ALARM
from dispatch.services.alarms import raise_alarm
from escalation.engine.cases import Case
from escalation.selectors.people import Directory
from escalation.states import Act, Outcome
from incidents.models import Incident
from incidents.services.correcting import change_priority
from incidents.services.sharing import ask_agency
from incidents.states import SETTLED
from safety_net.core.access import SYSTEM
from safety_net.core.errors import Refusal

Acted = tuple[Outcome, dict[str, Any]]


def act(case: Case, people: Directory, *, at: datetime) -> Acted:
    """Do it, in the caller's change. What is refused has failed, and the next step is due."""
    try:
        return ACTS[Act(case.step.act)](case, people, at)
    except Refusal as refusal:
        return Outcome.FAILED, {"refused": refusal.code}


def _ask(case: Case, people: Directory, at: datetime, *, takes_over: bool = False) -> Acted:
    agency_id = _agency(case, people, at=at)
    if agency_id is None:
        return Outcome.FAILED, {"refused": "no_agency"}
    if _is_asked(case, agency_id, takes_over=takes_over):
        return Outcome.NOT_NEEDED, {"agency": agency_id}
    reason = case.run.version.name_ko
    ask_agency(
        incident_id=case.facts.incident_id,
        agency_id=agency_id,
        by=SYSTEM,
        at=at,
        takes_over=takes_over,
        reason=reason,
    )
    return Outcome.DONE, {"agency": agency_id}


def _transfer(case: Case, people: Directory, at: datetime) -> Acted:
    return _ask(case, people, at, takes_over=True)


def _raise_priority(case: Case, people: Directory, at: datetime) -> Acted:
    wanted = case.step.priority or 0
    if case.facts.priority <= wanted:
        return Outcome.NOT_NEEDED, {"priority": case.facts.priority}
    version = Incident.objects.values_list("version", flat=True).get(pk=case.facts.incident_id)
    change_priority(
        incident_id=case.facts.incident_id, version=version, priority=wanted, by=SYSTEM, at=at
    )
    return Outcome.DONE, {"priority": wanted}


def _raise_alarm(case: Case, people: Directory, at: datetime) -> Acted:
    """By one level."""
    raised = Alarm.objects.filter(incident_id=case.facts.incident_id)
    level = (raised.values_list("level", flat=True).first() or 1) + 1
    if level > HIGHEST_ALARM:
        return Outcome.NOT_NEEDED, {"level": HIGHEST_ALARM}
    raise_alarm(incident_id=case.facts.incident_id, level=level, by=SYSTEM, at=at)
    return Outcome.DONE, {"level": level}


def _is_asked(case: Case, agency_id: int, *, takes_over: bool) -> bool:
    """It takes part already, or leads where it was to take over."""
    for track in case.facts.taking_part:
        if track.agency_id == agency_id and track.state not in SETTLED:
            return not takes_over or track is case.facts.lead
    return False


def _agency(case: Case, people: Directory, *, at: datetime) -> int | None:
    """The named one; of a kind, one that is responsible at the place and not on it yet."""
    step, facts = case.step, case.facts
    if step.agency is not None:
        return step.agency
    present = set(facts.involved)
    of_kind = people.agencies.get(step.agency_kind, [])
    place = Point(facts.lon, facts.lat, srid=4326)
    here = [pk for pk in agencies_at(place, day=city_day(at)) if pk in of_kind]
    ranked = [*(pk for pk in here if pk not in present), *here, *of_kind]
    return next(iter(ranked), None)


ACTS: dict[Act, Callable[[Case, Directory, datetime], Acted]] = {
    Act.ADD_AGENCY: _ask,
    Act.TRANSFER: _transfer,
    Act.RAISE_PRIORITY: _raise_priority,
    Act.RAISE_ALARM: _raise_alarm,
}
