"""The city that this installation serves: one row."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.db.models import FloatField
from django.utils.translation import gettext_lazy as _


class City(models.Model):
    """Name, time zone and frame of the map. `bbox` is west, south, east, north in degrees."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    slug = models.SlugField()
    name_ko = models.CharField(_("Korean name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100)
    timezone = models.CharField(_("time zone"), max_length=64, default="Asia/Seoul")
    centre = models.PointField(_("centre"), srid=4326)
    zoom = models.FloatField(_("first zoom"), default=12)
    bbox = ArrayField(FloatField(), size=4)
    fictional = models.BooleanField(_("fictional"), default=False)
    attribution = models.TextField(_("attribution"), blank=True)

    class Meta:
        verbose_name = _("city")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_installation_is_one_city"),
        ]

    def __str__(self) -> str:
        return self.name_en

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)
