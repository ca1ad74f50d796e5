"""The latest position of a unit."""

from __future__ import annotations

from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _

from positions.states import Source
from units.models import Unit


class LatestFix(models.Model):
    """Where a unit was last. One row a unit, overwritten by whatever is later.

    `at` is the time of the position, `received_at` when it came in. `heading` is degrees from
    north, clockwise. Written by services/ingesting.py only.
    """

    unit = models.OneToOneField(
        Unit, primary_key=True, on_delete=models.CASCADE, related_name="latest_fix"
    )
    location = models.PointField(_("location"), geography=True)
    at = models.DateTimeField(_("time"))
    received_at = models.DateTimeField(_("received"), db_index=True)
    heading = models.SmallIntegerField(_("heading"), null=True, blank=True)
    speed_kmh = models.FloatField(_("speed in km/h"), null=True, blank=True)
    accuracy_m = models.FloatField(_("accuracy in metres"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=20, choices=Source)
    is_simulated = models.BooleanField(_("simulated"), default=False)

    class Meta:
        verbose_name = _("latest position")
        verbose_name_plural = _("latest positions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(heading__isnull=True) | models.Q(heading__range=(0, 359)),
                name="heading_is_a_direction",
            ),
            models.CheckConstraint(
                condition=models.Q(source__in=Source.values), name="position_source_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} · {self.at:%H:%M:%S}"
