"""The times t0 … t11 of an incident. A correction is another row; none is overwritten."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from incidents.models.incident import Incident
from incidents.states import TimeCode


class IncidentTime(models.Model):
    """`at` is when it happened, `recorded_at` when we learned it; the newest of a code counts."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="times")
    code = models.CharField(_("code"), max_length=4, choices=TimeCode)
    at = models.DateTimeField(_("at"))
    source = models.CharField(_("source"), max_length=40)
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.CharField(_("recorded by"), max_length=150)
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        verbose_name = _("time")
        verbose_name_plural = _("times")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__in=TimeCode.values), name="time_code_is_known"
            ),
        ]
        indexes = [models.Index(fields=["incident", "code"], name="time_by_incident_and_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.at:%H:%M:%S}"
