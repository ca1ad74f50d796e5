"""What a map draws: coast, streets, rail, parks, blocks, names."""

from django.contrib.gis.db.models import GeometryField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper

from atlas.models.sourced import Sourced


class MapFeature(Sourced):
    """One line, area or label, in the words of the OpenMapTiles schema.

    `layer` is an OpenMapTiles layer (water, transportation, place …), `cls` its class.
    `oneway` is 1 along the line, -1 against it, 0 both ways.
    """

    layer = models.SlugField(max_length=40)
    cls = models.CharField(max_length=60, blank=True)
    subclass = models.CharField(max_length=60, blank=True)
    name_ko = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    ref = models.CharField(max_length=60, blank=True)
    oneway = models.SmallIntegerField(default=0)
    brunnel = models.CharField(max_length=20, blank=True, help_text="bridge, tunnel or ford")
    rank = models.SmallIntegerField(default=0)
    min_zoom = models.SmallIntegerField(default=0)
    attributes = models.JSONField(default=dict, blank=True)
    geometry = GeometryField(srid=4326)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "source", "external_id"], name="a_feature_is_loaded_once"
            ),
            models.CheckConstraint(
                condition=models.Q(oneway__in=(-1, 0, 1)), name="a_oneway_is_along_against_or_none"
            ),
        ]
        indexes = [
            models.Index(fields=["layer", "min_zoom"], name="feature_layer"),
            GinIndex(OpClass(Upper("name_ko"), "gin_trgm_ops"), name="feature_name_ko"),
            GinIndex(OpClass(Upper("name_en"), "gin_trgm_ops"), name="feature_name_en"),
        ]

    def __str__(self) -> str:
        return f"{self.layer}/{self.cls}: {self.name_ko or self.name_en or self.external_id}"
