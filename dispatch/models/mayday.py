"""A crew in danger."""

from __future__ import annotations

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models import Incident
from units.models import Unit


class Mayday(models.Model):
    """A flag on any status. Somebody acknowledges by name; somebody ends it with a reason.

    `agencies` are the ids of all who were told, so that the same are told what becomes of it.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="maydays")
    incident = models.ForeignKey(
        Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agencies = ArrayField(models.BigIntegerField(), default=list)
    location = models.PointField(_("place"), geography=True, null=True, blank=True)
    raised_at = models.DateTimeField(_("raised at"))
    raised_by = models.CharField(_("raised by"), max_length=150)
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    acknowledged_by = models.CharField(_("acknowledged by"), max_length=150, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.CharField(_("ended by"), max_length=150, blank=True)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("mayday")
        verbose_name_plural = _("maydays")
        ordering = ["raised_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(ended_at__isnull=True), name="one_mayday_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | ~Q(acknowledged_by=""),
                name="a_mayday_is_acknowledged_by_name",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True)
                | (~Q(end_reason="") & Q(acknowledged_at__isnull=False)),
                name="a_mayday_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.raised_at:%H:%M:%S}"
