"""What a travel time assumes where no road tells it: one row."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class TravelRule(models.Model):
    """Factors and bounds of estimates; see docs/operating.md for when each is used."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    detour_factor = models.FloatField(
        _("detour factor"), default=1.4, help_text=_("Road metres for one metre as the crow flies")
    )
    kmh = models.FloatField(_("km/h without a road graph"), default=35.0)
    off_road_kmh = models.FloatField(_("km/h between a point and its road"), default=15.0)
    reach_metres = models.FloatField(
        _("farthest road of a point (m)"),
        default=3000.0,
        help_text=_("Beyond, the time is told by distance"),
    )
    sea_factor = models.FloatField(_("detour factor at sea"), default=1.3)
    sea_kmh = models.FloatField(_("km/h at sea"), default=35.0)
    shore_metres = models.FloatField(
        _("near the shore (m)"),
        default=300.0,
        help_text=_("How far from the shore land and sea units still reach"),
    )

    class Meta:
        verbose_name = _("travel rule")
        verbose_name_plural = _("travel rules")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_travel_rule"),
            models.CheckConstraint(
                condition=models.Q(
                    detour_factor__gte=1, sea_factor__gte=1, reach_metres__gte=0,
                    shore_metres__gte=0,
                ),
                name="no_way_is_shorter_than_the_crow_flies",
            ),
            models.CheckConstraint(
                condition=models.Q(kmh__gt=0, off_road_kmh__gt=0, sea_kmh__gt=0),
                name="travel_speeds_are_above_zero",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"× {self.detour_factor:g}, {self.kmh:g} km/h"
