"""What a city may change: incident types and dispositions. Seeded by a migration."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import AgencyKind
from incidents.states import Priority


class IncidentType(models.Model):
    """Kind of incident: who leads, who supports, how urgent. `lead_kind` is blank for any."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name_ko = models.CharField(_("Korean name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100)
    lead_kind = models.CharField(_("lead"), max_length=20, choices=AgencyKind, blank=True)
    support_kinds = ArrayField(
        models.CharField(max_length=20, choices=AgencyKind), default=list, blank=True
    )
    priority = models.PositiveSmallIntegerField(_("default priority"), choices=Priority)
    apco = models.CharField(_("APCO code"), max_length=20, blank=True)
    is_exercise = models.BooleanField(_("always an exercise"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("incident type")
        verbose_name_plural = _("incident types")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(priority__lte=4), name="type_priority_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def family(self) -> str:
        """The part before the dot: FIRE of FIRE.STRUCT."""
        return self.code.partition(".")[0]


class Disposition(models.Model):
    """How an incident ended."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name_ko = models.CharField(_("Korean name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("disposition")
        verbose_name_plural = _("dispositions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.code
