"""What a city may change: capabilities and kinds of unit. Seeded by a migration."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import AgencyKind


class Capability(models.Model):
    """Something that a response plan may ask for, such as an engine or a patrol."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_ko = models.CharField(_("Korean name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100)

    class Meta:
        verbose_name = _("capability")
        verbose_name_plural = _("capabilities")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.code


class UnitKind(models.Model):
    """A kind of vehicle or team; the numbers are what a new unit of the kind starts with."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_ko = models.CharField(_("Korean name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100)
    service = models.CharField(_("service"), max_length=20, choices=AgencyKind)
    capabilities = models.JSONField(
        _("capabilities"), default=dict, blank=True, help_text=_("Capability code → number")
    )
    crew_size = models.PositiveSmallIntegerField(_("crew"), default=3)
    crew_minimum = models.PositiveSmallIntegerField(_("least crew"), default=2)
    turnout_seconds = models.PositiveSmallIntegerField(_("turnout in seconds"), default=80)
    travels_by_water = models.BooleanField(_("travels by water"), default=False)

    class Meta:
        verbose_name = _("kind of unit")
        verbose_name_plural = _("kinds of unit")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.code
