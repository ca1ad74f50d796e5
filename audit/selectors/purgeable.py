"""What the rules would remove now. A preview and a purge ask the same questions."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from audit.models import Data, LegalHold, RetentionRule
from audit.selectors.entries import look_kinds
from incidents.models import Incident, Report, ReportRevision
from notify.models import Message
from notify.states import MessageState
from safety_net.core.city_log.chain import PURGED
from safety_net.core.models import LogEntry

KNOWN_CALLER = ~Q(caller_name="") | ~Q(caller_number="")


def days_of(data: Data) -> int | None:
    return RetentionRule.objects.filter(pk=data).values_list("days", flat=True).first()


def incidents_over(data: Data, *, at: datetime) -> QuerySet[Incident]:
    """Those closed so long ago that the rule lets the data go, and that nobody holds."""
    days = days_of(data)
    if days is None:
        return Incident.objects.none()
    over = Incident.objects.filter(closed_at__lt=at - timedelta(days=days))
    return over.exclude(pk__in=LegalHold.objects.values("incident_id"))


def reports(*, at: datetime) -> QuerySet[Report]:
    over = incidents_over(Data.CALLERS, at=at).values("pk")
    return Report.objects.filter(KNOWN_CALLER, incident_id__in=over)


def revisions(*, at: datetime) -> QuerySet[ReportRevision]:
    over = incidents_over(Data.CALLERS, at=at).values("pk")
    return ReportRevision.objects.filter(KNOWN_CALLER, report__incident_id__in=over)


def messages(*, at: datetime) -> QuerySet[Message]:
    over = incidents_over(Data.MESSAGES, at=at).values("pk")
    return Message.objects.filter(incident_id__in=over).exclude(state=MessageState.QUEUED)


def log_entries(*, at: datetime) -> QuerySet[LogEntry]:
    """Looks stay: who saw what must be known for longer than what it was."""
    over = incidents_over(Data.LOG, at=at).values("pk")
    told = LogEntry.objects.filter(subject_type="incident", subject_id__in=over)
    return told.exclude(kind__in=look_kinds()).exclude(payload__has_key=PURGED).exclude(payload={})


def counts(*, at: datetime) -> dict[Data, int]:
    """How many rows each rule would remove."""
    return {
        Data.CALLERS: reports(at=at).count() + revisions(at=at).count(),
        Data.MESSAGES: messages(at=at).count(),
        Data.LOG: log_entries(at=at).count(),
    }
