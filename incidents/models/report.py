"""Reports: each call, alarm or reading that points at an incident. Every caller is kept."""

from __future__ import annotations

from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from incidents.models.incident import Incident
from incidents.states import Channel


class Report(models.Model):
    """`caller_name` and `caller_number` are protected: they stay out of the city log.

    What an amendment replaced is a ReportRevision.
    """

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="reports")
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    caller_name = models.CharField(_("caller"), max_length=100, blank=True)
    caller_number = models.CharField(_("number"), max_length=40, blank=True)
    narrative = models.TextField(_("narrative"), blank=True)
    location = models.PointField(_("place"), geography=True, null=True, blank=True)
    received_at = models.DateTimeField(_("received at"))
    taken_by = models.CharField(_("taken by"), max_length=150)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values), name="report_channel_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} · {self.channel}"


class ReportRevision(models.Model):
    """What a report said before it was amended; protected like the report's own caller.

    The log says which fields changed, by whom and when; the former words and callers are here only.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    caller_name = models.CharField(_("caller"), max_length=100, blank=True)
    caller_number = models.CharField(_("number"), max_length=40, blank=True)
    narrative = models.TextField(_("narrative"), blank=True)
    changed_at = models.DateTimeField(_("changed at"))
    changed_by = models.CharField(_("changed by"), max_length=150)

    class Meta:
        verbose_name = _("former version of a report")
        verbose_name_plural = _("former versions of reports")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "version"], name="one_revision_per_version"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} · {self.version}"
