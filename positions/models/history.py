"""Every accepted position, in a partition a day."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from positions.states import Source


class Fix(models.Model):
    """One accepted position. Rows come by COPY and go with their whole day.

    The table is partitioned by `at`, UTC days (migration 0002), which Django can't describe, so it
    does not manage it. It has no foreign key: a unit that is gone leaves its track. Longitude and
    latitude are plain numbers, half the size of a geography, since a track is asked for by unit
    and time. (unit_id, at) is an index, not a constraint.
    """

    pk = models.CompositePrimaryKey("unit_id", "at")
    unit_id = models.BigIntegerField()
    at = models.DateTimeField(_("time"))
    received_at = models.DateTimeField(_("received"))
    lon = models.FloatField(_("longitude"))
    lat = models.FloatField(_("latitude"))
    heading = models.SmallIntegerField(_("heading"), null=True)
    speed_kmh = models.FloatField(_("speed in km/h"), null=True)
    accuracy_m = models.FloatField(_("accuracy in metres"), null=True)
    source = models.CharField(_("source"), max_length=20, choices=Source)
    is_simulated = models.BooleanField(_("simulated"))

    class Meta:
        managed = False
        db_table = "positions_fix"
        verbose_name = _("position")
        verbose_name_plural = _("positions")

    def __str__(self) -> str:
        return f"{self.unit_id} · {self.at:%H:%M:%S}"
