"""Agencies: the organisations that share one incident."""

from __future__ import annotations

from typing import Self, TypeVar

from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _

A = TypeVar("A", bound=models.Model)


class AgencyKind(models.TextChoices):
    """Letters in the catalogue: F fire, P police, C city, G coast guard, H health, U utility."""

    CITY = "city", _("city")
    POLICE = "police", _("police")
    FIRE = "fire", _("fire")
    COAST_GUARD = "coast_guard", _("coast guard")
    HEALTH = "health", _("health")
    UTILITY = "utility", _("utility")
    PARTNER = "partner", _("partner")


class AgencyQuerySet(models.QuerySet[A]):
    """Questions about agencies; they chain and read aloud."""

    def in_use(self) -> Self:
        """Those with which others work: neither retired nor hidden."""
        return self.filter(is_active=True, is_hidden=False)


class Agency(models.Model):
    """One organisation. `colour` is a token of the style sheet, never a colour value."""

    slug = models.SlugField(unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=AgencyKind)
    name_ko = models.CharField(_("Korean name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100)
    short_ko = models.CharField(_("short Korean name"), max_length=20)
    short_en = models.CharField(_("short English name"), max_length=20)
    colour = models.CharField(_("colour token"), max_length=30)
    informed_from = models.PositiveSmallIntegerField(
        _("informed from priority"),
        null=True,
        blank=True,
        help_text=_("Gets an informed track on every incident of this priority or a higher one."),
    )
    answer_seconds = models.PositiveIntegerField(
        _("seconds to answer a hand-over"),
        default=30,
        help_text=_("Without an answer in this time the sender is alarmed."),
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_hidden = models.BooleanField(
        _("hidden"),
        default=False,
        help_text=_("Tests itself on no desk: nobody is asked to take part in what it files."),
    )

    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=AgencyKind.values), name="agency_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(informed_from__isnull=True) | models.Q(informed_from__lte=4),
                name="informed_from_is_a_priority",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en
