"""Crossings and the pieces of road between them, made by `manage.py build_roads`."""

from __future__ import annotations

from django.contrib.gis.db.models import LineStringField, PointField
from django.db import models


class RoadNode(models.Model):
    """A crossing, or the end of a road. `component` numbers what hangs together by road."""

    id = models.BigIntegerField(primary_key=True)
    component = models.IntegerField()
    on_road = models.BooleanField(help_text="Whether anything but a ferry comes here")
    point = PointField(srid=4326)

    class Meta:
        db_table = "roads_node"

    def __str__(self) -> str:
        return f"node {self.pk}"


class RoadEdge(models.Model):
    """One piece of road. `seconds` along the line, `seconds_back` against it; null is forbidden.

    `joins` says that one may come from here to the rest of its component and back again: a road
    that leads off the edge of the map is driven, but no address is looked for on it.
    """

    id = models.BigIntegerField(primary_key=True)
    # Crossings are written by the same statement, so the database has nothing to guard here.
    source = models.BigIntegerField()
    target = models.BigIntegerField()
    cls = models.CharField(max_length=60)
    oneway = models.SmallIntegerField(help_text="1 along the line, -1 against it, 0 both ways")
    metres = models.FloatField()
    seconds = models.FloatField(null=True)
    seconds_back = models.FloatField(null=True)
    component = models.IntegerField()
    land = models.IntegerField(null=True, help_text="Which land it lies on; bridges on none")
    joins = models.BooleanField()
    line = LineStringField(srid=4326)

    class Meta:
        db_table = "roads_edge"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seconds__isnull=True) | models.Q(seconds__gte=0),
                name="road_time_is_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(seconds_back__isnull=True) | models.Q(seconds_back__gte=0),
                name="road_time_back_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cls} {self.source}–{self.target}"
