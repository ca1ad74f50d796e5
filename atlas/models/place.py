"""A thing with a name and a point that no other app has made its own yet."""

from django.contrib.gis.db.models import PointField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper

from atlas.models.sourced import Sourced


class Place(Sourced):
    """A hospital, shelter, hydrant, camera, school, village name or census cell.

    `point` is geography, so that metres are metres; viewports have an index on
    `point::geometry` (see the migration), which is how tiles and bbox queries must ask.
    """

    kind = models.SlugField(max_length=40)
    name_ko = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    point = PointField(geography=True, srid=4326)
    attributes = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "source", "external_id"], name="a_place_is_loaded_once"
            )
        ]
        indexes = [
            models.Index(fields=["kind"], name="place_kind"),
            GinIndex(OpClass(Upper("name_ko"), "gin_trgm_ops"), name="place_name_ko"),
            GinIndex(OpClass(Upper("name_en"), "gin_trgm_ops"), name="place_name_en"),
            GinIndex(OpClass(Upper("address"), "gin_trgm_ops"), name="place_address"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.name_ko or self.name_en or self.external_id}"
