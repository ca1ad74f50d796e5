"""How often a crew on scene is asked whether it is well."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from incidents.models import IncidentType
from units.models import UnitKind


class SafetyInterval(models.Model):
    """Minutes between checks, by type of incident and kind of unit; the most exact row counts.

    A blank type or kind stands for any. Zero minutes means that nobody is asked.
    """

    incident_type = models.ForeignKey(
        IncidentType, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    unit_kind = models.ForeignKey(
        UnitKind, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"))

    class Meta:
        verbose_name = _("safety check interval")
        verbose_name_plural = _("safety check intervals")
        constraints = [
            models.UniqueConstraint(
                Coalesce("incident_type", 0),
                Coalesce("unit_kind", 0),
                name="one_interval_per_type_and_kind",
            ),
            models.CheckConstraint(condition=Q(minutes__lte=720), name="interval_within_a_shift"),
        ]

    def __str__(self) -> str:
        return f"{self.incident_type or '*'} · {self.unit_kind or '*'}: {self.minutes}"
