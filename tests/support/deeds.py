"""What people do with an incident, through the public services: `acknowledges(mina, fire)`.

Every deed takes the person, the incident, and then what it needs, with ordinary values by default.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from agencies.models import Agency
from incidents.models import AgencyTrack, Disposition, Incident
from incidents.places import Place
from incidents.services import (
    closing,
    correcting,
    holding,
    linking,
    merging,
    noting,
    reporting,
    sharing,
    timing,
    tracking,
)
from incidents.services.filing import FirstReport
from safety_net.core.models import LogEntry, LogHead
from tests.support.cast import NOON, Person, a_type
from tests.support.small_city import HILL_STATION

Deed = Callable[..., Any]


def acknowledges(who: Person, it: Incident, *, at: datetime = NOON) -> Incident:
    return tracking.acknowledge(incident_id=it.pk, by=who.actor, at=at)


def declines(
    who: Person, it: Incident, *, reason: str = "not ours", at: datetime = NOON
) -> Incident:
    return tracking.decline(incident_id=it.pk, reason=reason, by=who.actor, at=at)


def starts(who: Person, it: Incident, *, at: datetime = NOON) -> Incident:
    return tracking.start(incident_id=it.pk, by=who.actor, at=at)


def finishes(who: Person, it: Incident, *, at: datetime = NOON) -> Incident:
    return tracking.finish(incident_id=it.pk, by=who.actor, at=at)


def asks(who: Person, it: Incident, agency: Agency, *, at: datetime = NOON, **how: Any) -> Incident:
    return sharing.ask_agency(incident_id=it.pk, agency_id=agency.pk, by=who.actor, at=at, **how)


def attaches(
    who: Person,
    it: Incident,
    narrative: str = "me too",
    *,
    place: Place | None = None,
    at: datetime = NOON,
    **caller: Any,
) -> Any:
    report = FirstReport(narrative=narrative, **caller)
    return reporting.attach_report(
        incident_id=it.pk, report=report, place=place, by=who.actor, at=at
    )


def amends(
    who: Person, it: Incident, report: int | None = None, *, at: datetime = NOON, **changes: str
) -> Any:
    """Changes a report, the first unless told otherwise."""
    return reporting.amend_report(
        incident_id=it.pk,
        report_id=report or it.reports.order_by("pk")[0].pk,
        changes=changes or {"narrative": "flames now"},
        by=who.actor,
        at=at,
    )


def reads_callers(who: Person, it: Incident, *, at: datetime = NOON) -> Any:
    return reporting.read_callers(incident_id=it.pk, by=who.actor, at=at)


def moves(
    who: Person, it: Incident, place: Place = HILL_STATION, *, at: datetime = NOON
) -> Incident:
    return correcting.change_place(
        incident_id=it.pk, version=version(it), place=place, by=who.actor, at=at
    )


def retypes(
    who: Person, it: Incident, kind: str = "FIRE.HIGHRISE", *, at: datetime = NOON
) -> Incident:
    return correcting.change_type(
        incident_id=it.pk, version=version(it), kind=a_type(kind), by=who.actor, at=at
    )


def reprioritises(
    who: Person, it: Incident, priority: int = 2, *, reason: str = "calm now", at: datetime = NOON
) -> Incident:
    return correcting.change_priority(
        incident_id=it.pk,
        version=version(it),
        priority=priority,
        reason=reason,
        by=who.actor,
        at=at,
    )


def reclassifies(
    who: Person, it: Incident, severity: int | None = 3, *, at: datetime = NOON
) -> Incident:
    return correcting.change_severity(
        incident_id=it.pk, version=version(it), severity=severity, by=who.actor, at=at
    )


def holds(who: Person, it: Incident, minutes: int = 10, *, at: datetime = NOON) -> Incident:
    return holding.hold(
        incident_id=it.pk, minutes=minutes, reason="waits for a key", by=who.actor, at=at
    )


def releases(who: Person, it: Incident, *, at: datetime = NOON) -> Incident:
    return holding.release(incident_id=it.pk, by=who.actor, at=at)


def notes(
    who: Person,
    it: Incident,
    text: str = "gate is open",
    *,
    to: str = "all",
    level: str = "open",
    at: datetime = NOON,
) -> Any:
    return noting.add_note(
        incident_id=it.pk, text=text, audience=to, level=level, by=who.actor, at=at
    )


def links(
    who: Person, it: Incident, other: Incident, *, kind: str = "related", at: datetime = NOON
) -> Any:
    return linking.add_link(incident_id=it.pk, target_id=other.pk, kind=kind, by=who.actor, at=at)


def unlinks(who: Person, it: Incident, link_id: int, *, at: datetime = NOON) -> Any:
    return linking.end_link(incident_id=it.pk, link_id=link_id, by=who.actor, at=at)


def merges(who: Person, it: Incident, into: Incident, *, at: datetime = NOON) -> Incident:
    return merging.merge(
        incident_id=it.pk, into_id=into.pk, version=version(it), by=who.actor, at=at
    )


def unmerges(who: Person, it: Incident, *, at: datetime = NOON) -> Incident:
    return merging.unmerge(incident_id=it.pk, by=who.actor, at=at)


def closes(
    who: Person,
    it: Incident,
    *,
    override: str = "",
    note: str = "",
    disposition: str = "",
    released_to: str = "",
    at: datetime = NOON,
) -> Incident:
    known = Disposition.objects.all()
    return closing.close(
        incident_id=it.pk,
        version=version(it),
        disposition=known.get(code=disposition) if disposition else known[0],
        note=note,
        override_reason=override,
        released_to=released_to,
        by=who.actor,
        at=at,
    )


def reopens(
    who: Person, it: Incident, *, reason: str = "it burns again", at: datetime = NOON
) -> Incident:
    return closing.reopen(incident_id=it.pk, reason=reason, by=who.actor, at=at)


def records_time(
    who: Person, it: Incident, code: str = "t7", *, happened: datetime = NOON, at: datetime = NOON
) -> Any:
    return timing.record_time(
        incident_id=it.pk, code=code, happened=happened, source="radio", by=who.actor, at=at
    )


def version(it: Incident) -> int:
    """The version it has in the database now."""
    return Incident.objects.values_list("version", flat=True).get(pk=it.pk)


def fresh(it: Incident) -> Incident:
    return Incident.objects.get(pk=it.pk)


def track(it: Incident, agency: Agency) -> AgencyTrack:
    return AgencyTrack.objects.get(incident_id=it.pk, agency=agency)


def roles(it: Incident) -> dict[str, str]:
    """Agency slug → role."""
    return dict(it.tracks.values_list("agency__slug", "role"))


def head() -> int:
    return LogHead.objects.get().seq


def entries(it: Incident | None = None, *, after: int = 0) -> list[LogEntry]:
    found = LogEntry.objects.filter(seq__gt=after).order_by("seq")
    return list(found.filter(subject_id=it.pk, subject_type="incident") if it else found)


def kinds(it: Incident | None = None, *, after: int = 0) -> list[str]:
    return [entry.kind for entry in entries(it, after=after)]


def everything(it: Incident) -> dict[str, Any]:
    """All that the tables say about an incident, to show that a refusal wrote nothing."""
    related = {
        name: list(getattr(it, name).order_by("pk").values())
        for name in ("tracks", "reports", "notes", "times", "links_out", "links_in")
    }
    return {"row": Incident.objects.filter(pk=it.pk).values().get(), "head": head(), **related}
