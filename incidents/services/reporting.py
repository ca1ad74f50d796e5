"""Reports on an incident that exists: another caller, more words, a caller looked up."""

from __future__ import annotations

from datetime import datetime

from incidents.cards import caller_of, report_of
from incidents.events import CallerRead, ReportAmended, ReportAttached
from incidents.models import Report
from incidents.places import Place
from incidents.selectors.reports import reports_of
from incidents.services import records
from incidents.services.filing import FirstReport, received_at
from safety_net.core import city_log
from safety_net.core.access import AUDITORS, Actor
from safety_net.core.errors import NotFound


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
    *, incident_id: int, report_id: int, changes: dict[str, str], by: Actor, at: datetime
) -> Report:
    """Change channel, narrative or caller: typing goes on after saving.

    The incident's narrative follows that of its first report.
    """
    with city_log.change(by=by, at=at) as log:
        incident = records.locked_open(incident_id)
        report = incident.reports.select_for_update().filter(pk=report_id).first()
        if report is None:
            raise NotFound
        for name, value in changes.items():
            setattr(report, name, value)
        report.save(update_fields=list(changes))
        first = incident.reports.order_by("pk").values_list("pk", flat=True)[0]
        if report.pk == first:
            incident.narrative = report.narrative
            incident.save(update_fields=["narrative"])
        records.touch(incident, at=at)
        log.append(
            ReportAmended(
                subject_id=incident.pk, report=report_of(report), narrative=incident.narrative
            ),
            audience=records.audience(incident),
        )
    return report


def read_callers(*, incident_id: int, by: Actor, at: datetime) -> dict[int, dict[str, str]]:
    """The callers of an incident by report. Reading them is an entry for auditors."""
    with city_log.change(by=by, at=at) as log:
        known = list(reports_of(incident_id).exclude(caller_name="", caller_number=""))
        if known:
            log.append(
                CallerRead(subject_id=incident_id, reports=[report.pk for report in known]),
                audience={AUDITORS},
            )
    return {report.pk: caller_of(report) for report in known}
