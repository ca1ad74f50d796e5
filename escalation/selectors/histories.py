"""The past of many incidents, by a few statements whatever their number."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.gis.db.models import PointField
from django.db.models import FloatField, Func, QuerySet
from django.db.models.functions import Cast

from dispatch.models import Assignment, AssignmentTime, Mayday
from dispatch.states import UnitStatus
from escalation.history import Deed, Past, PastTrack, PastUnit, earliest
from escalation.states import ConditionKind as Kind
from incidents.models import AgencyTrack, Incident, Report
from incidents.states import Channel
from safety_net.core.city_log.chain import PURGED
from safety_net.core.models import LogEntry

MOST_INCIDENTS = 5_000
ENTRY = ("subject_id", "kind", "at", "actor_name", "actor_agency_id")
SET_OUT = (UnitStatus.EN_ROUTE, UnitStatus.STAGING)
THERE = (UnitStatus.ON_SCENE, UnitStatus.PATIENT, UnitStatus.TRANSPORT, UnitStatus.AT_HOSPITAL)
PLACE = Cast("location", PointField(srid=4326))
COLUMNS: tuple[Any, ...] = (
    "pk",
    "number",
    "type__code",
    "priority",
    "severity",
    "exercise",
    Func(PLACE, function="ST_X", output_field=FloatField()),
    Func(PLACE, function="ST_Y", output_field=FloatField()),
    "district__code",
    "district__parent__code",
    "filed_at",
    "filed_by_id",
    "filed_by_name",
    "closed_at",
)
OF_THE_ENGINE = ("escalation.", "message.", "caller.")


def histories(
    incidents: QuerySet[Incident],
    kind: str,
    *,
    since: datetime,
    until: datetime,
    exercise: bool | None,
) -> tuple[list[Past], bool]:
    """The newest of those that were filed then, and whether there are more than are looked at.

    With as much as a condition of this kind asks for. `exercise` None means both.
    """
    found = incidents.filter(filed_at__gte=since, filed_at__lte=until, merged_into=None)
    found = found.filter(filed_by__is_hidden=False)
    if exercise is not None:
        found = found.filter(exercise=exercise)
    rows = list(found.order_by("-filed_at", "-pk").values_list(*COLUMNS)[: MOST_INCIDENTS + 1])
    pasts = {row[0]: _past(row) for row in rows[:MOST_INCIDENTS]}
    if pasts:
        for add in (_add_tracks, *PARTS.get(kind, ())):
            add(pasts)
    return list(pasts.values()), len(rows) > MOST_INCIDENTS


def _past(row: tuple[Any, ...]) -> Past:
    pk, number, code, priority, severity, exercise, lon, lat, dong, gu, *rest = row
    filed_at, filed_by, filed_by_name, closed_at = rest
    return Past(
        id=pk,
        number=number,
        type=code,
        priority=priority,
        severity=severity,
        lon=lon,
        lat=lat,
        districts=[one for one in (dong, gu) if one],
        exercise=exercise,
        filed=Deed(at=filed_at, by=filed_by_name, agency_id=filed_by),
        closed=Deed(at=closed_at) if closed_at else None,
    )


def _add_tracks(pasts: dict[int, Past]) -> None:
    rows = AgencyTrack.objects.filter(incident__in=pasts).order_by("pk")
    names = ("incident_id", "pk", "agency_id", "agency__kind", "role", "asked_at", "asked_by_id")
    for row in rows.values_list(*names, "acknowledged_at", "acknowledged_by"):
        incident_id, pk, agency_id, kind, role, asked_at, asked_by, heard_at, heard_by = row
        heard = Deed(at=heard_at, by=heard_by, agency_id=agency_id) if heard_at else None
        pasts[incident_id].tracks.append(
            PastTrack(
                id=pk,
                agency_id=agency_id,
                kind=kind,
                role=role,
                asked_at=asked_at,
                is_request=asked_by is not None,
                acknowledged=heard,
            )
        )


def _add_units(pasts: dict[int, Past]) -> None:
    rows = list(Assignment.objects.filter(incident__in=pasts).select_related("unit").order_by("pk"))
    times: dict[int, dict[str, Deed]] = {}
    told = AssignmentTime.objects.filter(assignment__incident__in=pasts).order_by("pk")
    for pk, status, at, by in told.values_list("assignment_id", "status", "at", "recorded_by"):
        times.setdefault(pk, {})[status] = Deed(at=at, by=by)
    for one in rows:
        reached = times.get(one.pk, {})
        cleared = Deed(at=one.cleared_at) if one.cleared_at else None
        pasts[one.incident_id].units.append(
            PastUnit(
                id=one.pk,
                unit=one.unit.call_sign,
                agency_id=one.agency_id,
                assigned=Deed(at=one.assigned_at, by=one.assigned_by, agency_id=one.agency_id),
                set_out=_first(reached, SET_OUT, one.agency_id),
                arrived=_first(reached, THERE, one.agency_id),
                cleared=cleared,
            )
        )


def _first(reached: dict[str, Deed], statuses: Collection[str], agency_id: int) -> Deed | None:
    found = earliest(*(reached.get(status) for status in statuses))
    return Deed(at=found.at, by=found.by, agency_id=agency_id) if found else None


def _add_reports(pasts: dict[int, Past]) -> None:
    rows = Report.objects.filter(incident__in=pasts).order_by("received_at", "pk")
    names = ("incident_id", "received_at", "taken_by", "agency_id", "channel")
    for incident_id, at, by, agency_id, channel in rows.values_list(*names):
        deed = Deed(at=at, by=by, agency_id=agency_id)
        pasts[incident_id].reports.append(deed)
        if channel == Channel.CITIZEN:
            pasts[incident_id].resident_reports.append(deed)


def _add_maydays(pasts: dict[int, Past]) -> None:
    rows = Mayday.objects.filter(incident__in=pasts).select_related("unit").order_by("pk")
    for one in rows:
        agency_id = one.unit.agency_id
        taken = earliest(
            Deed(at=one.acknowledged_at, by=one.acknowledged_by, agency_id=agency_id)
            if one.acknowledged_at
            else None,
            Deed(at=one.ended_at, by=one.ended_by, agency_id=agency_id) if one.ended_at else None,
        )
        raised = Deed(at=one.raised_at, by=one.raised_by, agency_id=agency_id)
        pasts[one.incident_id or 0].maydays.append((one.pk, agency_id, raised, taken))


def _add_updates(pasts: dict[int, Past]) -> None:
    """What people and programs did, by the city log; the engine's own entries are no update."""
    done = _entries(pasts).exclude(actor_kind="system")
    for incident_id, kind, at, by, agency_id in done.values_list(*ENTRY):
        if not kind.startswith(OF_THE_ENGINE):
            pasts[incident_id].updates.append(Deed(at=at, by=by, agency_id=agency_id))


def _add_told(pasts: dict[int, Past]) -> None:
    """What stands in the city log only."""
    # Of what was removed when its time was over nothing is left to tell.
    telling = _entries(pasts).filter(kind__in=TELLING).exclude(payload__has_key=PURGED)
    for incident_id, kind, at, by, agency_id, payload in telling.values_list(*ENTRY, "payload"):
        TELLING[kind](pasts[incident_id], Deed(at=at, by=by, agency_id=agency_id), payload)


def _entries(pasts: dict[int, Past]) -> QuerySet[LogEntry]:
    rows = LogEntry.objects.filter(subject_type="incident", subject_id__in=pasts)
    return rows.order_by("seq")


def _declined(past: Past, deed: Deed, payload: dict[str, Any]) -> None:
    for place, track in enumerate(past.tracks):
        if track.agency_id == payload["track"]["agency"]:
            past.tracks[place] = replace(track, declined=deed)


def _raised(past: Past, deed: Deed, payload: dict[str, Any]) -> None:
    if payload["priority"] < payload["was"]:
        past.raised.append((payload["priority"], deed))


def _missed(past: Past, deed: Deed, payload: dict[str, Any]) -> None:
    assignment = payload["assignment"]
    past.missed_checks.append((assignment["id"], assignment["agency"], deed))


def _well(past: Past, deed: Deed, payload: dict[str, Any]) -> None:
    past.checks.append((payload["assignment"]["id"], deed))


TELLING: dict[str, Callable[[Past, Deed, dict[str, Any]], None]] = {
    "track.declined": _declined,
    "incident.reprioritised": _raised,
    "assignment.overdue": _missed,
    "assignment.checked": _well,
}
Loader = Callable[[dict[int, Past]], None]
# What a condition asks for beside the tracks.
PARTS: dict[str, tuple[Loader, ...]] = {
    Kind.NOT_ACKNOWLEDGED_BY_AGENCY: (_add_told,),
    Kind.TRANSFER_NOT_ANSWERED: (_add_told,),
    Kind.NO_UNIT_ASSIGNED: (_add_units,),
    Kind.NOT_EN_ROUTE: (_add_units,),
    Kind.NOT_ON_SCENE: (_add_units,),
    Kind.NO_UPDATE: (_add_updates,),
    Kind.SAFETY_CHECK_MISSED: (_add_told,),
    Kind.RESIDENT_NOT_ANSWERED: (_add_reports,),
    Kind.PRIORITY_RAISED: (_add_told, _add_updates),
    Kind.SECOND_REPORT: (_add_reports, _add_updates),
    Kind.MAYDAY: (_add_maydays,),
}
