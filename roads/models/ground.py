"""Land and sea, so that two shores of a strait are not neighbours."""

from __future__ import annotations

from django.contrib.gis.db.models import GeometryField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Ground(models.Model):
    """A piece of land or sea. Pieces of one island, or of one mainland, share their `part`."""

    class Kind(models.TextChoices):
        LAND = "land", _("land")
        SEA = "sea", _("sea")

    kind = models.CharField(max_length=4, choices=Kind)
    part = models.IntegerField()
    area = GeometryField(srid=4326)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["land", "sea"]), name="ground_is_land_or_sea"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.part}"
