"""What a desk works against."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models import IncidentType
from incidents.states import Priority


class AgeingTarget(models.Model):
    """How long an incident of a priority may wait before its clock turns, and how soon the first
    unit should be there. docs/domain.md. Without a type it counts for all that have none.
    """

    incident_type = models.ForeignKey(
        IncidentType, null=True, blank=True, on_delete=models.CASCADE, related_name="targets"
    )
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority)
    pending_seconds = models.PositiveIntegerField(_("seconds until acknowledged"))
    response_seconds = models.PositiveIntegerField(
        _("seconds until the first unit is on scene"), null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("ageing target")
        verbose_name_plural = _("ageing targets")
        ordering = ["incident_type__code", "priority"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident_type", "priority"],
                name="one_target_per_type_and_priority",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(pending_seconds__gte=1)
                & (models.Q(response_seconds=None) | models.Q(response_seconds__gte=1)),
                name="a_target_is_some_seconds",
            ),
        ]

    def __str__(self) -> str:
        kind = f"{self.incident_type} " if self.incident_type else ""
        return f"{kind}P{self.priority}: {self.pending_seconds} s"
