"""How long what is kept, and what must be kept all the same."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models import Incident


class Data(models.TextChoices):
    """What can be removed for good. Positions have their own limit in days."""

    CALLERS = "callers", _("names and numbers of callers")
    MESSAGES = "messages", _("messages about incidents")
    LOG = "log", _("what the log says of incidents")


class RetentionRule(models.Model):
    """Days after an incident was closed; without a number it is kept for ever."""

    data = models.CharField(_("data"), max_length=20, choices=Data, primary_key=True)
    days = models.PositiveIntegerField(_("days"), null=True, blank=True)

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")
        constraints = [
            models.CheckConstraint(
                condition=Q(data__in=Data.values), name="retention_data_is_known"
            ),
            # What is needed for a review of the night must outlive the night.
            models.CheckConstraint(
                condition=Q(days__isnull=True) | Q(days__gte=30),
                name="retention_is_30_days_or_more",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_data_display()}: {self.days or '∞'}"


class LegalHold(models.Model):
    """Nothing about this incident is removed, whatever the rules say."""

    incident = models.OneToOneField(
        Incident, primary_key=True, on_delete=models.PROTECT, related_name="legal_hold"
    )
    reason = models.CharField(_("reason"), max_length=300)
    by = models.CharField(_("by"), max_length=150)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")

    def __str__(self) -> str:
        return f"{self.incident_id}"
