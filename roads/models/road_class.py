"""How fast each class of road is driven: rows that an admin edits."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoadClass(models.Model):
    """A class of the OpenMapTiles layer `transportation`. A class without a row is not driven."""

    cls = models.SlugField(_("class"), max_length=60, unique=True)
    kmh = models.PositiveSmallIntegerField(
        _("km/h"), help_text=_("Mean speed of a unit on its way, crossings included. 0: not driven")
    )
    waiting_seconds = models.PositiveIntegerField(
        _("seconds of waiting"), default=0, help_text=_("Before boarding a ferry")
    )

    class Meta:
        verbose_name = _("road class")
        verbose_name_plural = _("road classes")
        ordering = ["-kmh", "cls"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kmh__lte=200), name="road_speed_is_sane"),
        ]

    def __str__(self) -> str:
        return self.cls
