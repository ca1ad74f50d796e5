"""The alarm level of an incident."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models import Incident


class Alarm(models.Model):
    """An incident without a row is at level 1. A level is only raised."""

    incident = models.OneToOneField(
        Incident, primary_key=True, on_delete=models.PROTECT, related_name="alarm"
    )
    level = models.PositiveSmallIntegerField(_("alarm level"))
    raised_at = models.DateTimeField(_("raised at"))
    raised_by = models.CharField(_("raised by"), max_length=150)

    class Meta:
        verbose_name = _("alarm level")
        verbose_name_plural = _("alarm levels")
        constraints = [
            models.CheckConstraint(condition=Q(level__range=(2, 9)), name="a_raised_alarm"),
        ]

    def __str__(self) -> str:
        return f"{self.incident}: {self.level}"
