"""Reports on an incident that exists: another caller, more words, a caller looked up."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from incidents.cards import caller_of, report_of
from incidents.events import CallerRead, ReportAmended, ReportAttached
from incidents.models import Incident, Report, ReportRevision
from incidents.places import Place
from incidents.selectors.reports import known_callers
from incidents.services import records
from incidents.services.filing import FirstReport, received_at
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.city_log import Log, reading
from safety_net.core.errors import Forbidden, NotFound, StaleVersion


def attach_report(
    *, incident_id: int, report: FirstReport, by: Actor, at: datetime, place: Place | None = None
) -> Report:
    """Attach another report; the incident's own place stays.

    Raises Invalid for a report from the future or of a day ago.
    """
    received = received_at(report, at=at)
    with city_log.change(by=by, at=at) as log:
        incident = records.locked_open(incident_id)
        kept = Report.objects.create(
            incident=incident,
            channel=report.channel,
            caller_name=report.caller_name,
            caller_number=report.caller_number,
            narrative=report.narrative,
            location=place.point if place else None,
            received_at=received,
            taken_by=by.name,
            agency=records.acting_agency(by),
        )
        incident.reports_count += 1
        records.store(incident, "reports_count", at=at)
        log.append(
            ReportAttached(
                subject_id=incident.pk,
                report=report_of(kept),
                reports=incident.reports_count,
                version=incident.version,
            ),
            audience=records.audience(incident),
        )
    return kept


def amend_report(
    *,
    incident_id: int,
    report_id: int,
    changes: dict[str, str],
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Report:
    """Change channel, narrative or caller: typing goes on after saving, a merge and the close.

    What it said before is kept. Forbidden unless the acting agency took the report; StaleVersion,
    with both versions and the present report, where `version` is given and not the present one.
    """
    with city_log.change(by=by, at=at) as log:
        incident = records.locked(incident_id)
        report = _own_report(incident, report_id, by=by)
        if version not in (None, report.version):
            present = report_of(report)
            raise StaleVersion(yours=version, current=report.version, report=present)
        changed = sorted(name for name in changes if changes[name] != getattr(report, name))
        if changed:
            _keep_former(report, log=log)
            for name in changed:
                setattr(report, name, changes[name])
            report.version += 1
            report.save(update_fields=[*changed, "version"])
            _tell_amended(incident, report, changed, log=log)
    return report


def read_callers(*, incident_id: int, by: Actor, at: datetime) -> dict[int, dict[str, str]]:
    """The callers that the acting agency may know, by report.

    Reading them is an entry for auditors, on each incident whose callers they are.
    """
    known = list(known_callers(incident_id, by))
    looks = [
        CallerRead(
            subject_id=own_id,
            reports=[report.pk for report in known if report.incident_id == own_id],
        )
        for own_id in sorted({report.incident_id for report in known})
    ]
    reading.record(*looks, by=by, at=at)
    return {report.pk: caller_of(report) for report in known}


def _own_report(incident: Incident, report_id: int, *, by: Actor) -> Report:
    report = incident.reports.select_for_update().filter(pk=report_id).first()
    if report is None:
        raise NotFound
    if report.agency_id != by.agency_id:
        raise Forbidden(_("Only the agency that took a report may amend it."))
    return report


def _keep_former(report: Report, *, log: Log) -> None:
    ReportRevision.objects.create(
        report=report,
        version=report.version,
        channel=report.channel,
        caller_name=report.caller_name,
        caller_number=report.caller_number,
        narrative=report.narrative,
        changed_at=log.at,
        changed_by=log.by.name,
    )


def _tell_amended(incident: Incident, report: Report, changed: list[str], *, log: Log) -> None:
    """The incident's narrative follows that of its first report."""
    first = incident.reports.order_by("pk").values_list("pk", flat=True)[0]
    if report.pk == first:
        incident.narrative = report.narrative
        incident.save(update_fields=["narrative"])
    records.touch(incident, at=log.at)
    log.append(
        ReportAmended(
            subject_id=incident.pk,
            report=report_of(report),
            changed=changed,
            narrative=incident.narrative,
        ),
        audience=records.audience(incident),
    )
