"""Stations: the fixed places from which an agency works."""

from __future__ import annotations

from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency


class Station(models.Model):
    """`external_id` is the row's key in the city pack, so that loading twice changes nothing."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="stations")
    external_id = models.CharField(_("external id"), max_length=100)
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    name_ko = models.CharField(_("Korean name"), max_length=150)
    name_en = models.CharField(_("English name"), max_length=150, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    location = models.PointField(_("location"), geography=True)
    attributes = models.JSONField(_("attributes"), default=dict, blank=True)

    class Meta:
        verbose_name = _("station")
        verbose_name_plural = _("stations")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "external_id"], name="one_station_per_external_id"
            ),
        ]

    def __str__(self) -> str:
        return self.name_en or self.name_ko
