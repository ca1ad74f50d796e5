"""Questions about incidents; they chain and read aloud."""

from __future__ import annotations

from datetime import datetime
from typing import Self, TypeVar

from django.contrib.gis.db.models import PointField
from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point, Polygon
from django.contrib.gis.measure import D
from django.db.models import Model, QuerySet
from django.db.models.functions import Cast

from incidents.states import LIVE_STATUSES

IncidentT = TypeVar("IncidentT", bound=Model)


class IncidentQuerySet(QuerySet[IncidentT]):
    def open(self) -> Self:
        return self.filter(status__in=LIVE_STATUSES)

    def visible_to(self, agency_id: int | None) -> Self:
        """Those on which the agency has a track; without an agency none."""
        return self.none() if agency_id is None else self.filter(tracks__agency_id=agency_id)

    def within(self, *, metres: float, of: Point) -> Self:
        """Nearest first, each with `.distance`."""
        return (
            self.filter(location__dwithin=(of, D(m=metres)))
            .annotate(distance=Distance("location", of))
            .order_by("distance")
        )

    def inside(self, west: float, south: float, east: float, north: float) -> Self:
        """In a box of degrees; its sides follow parallels, not great circles."""
        box = Polygon.from_bbox((west, south, east, north))
        box.srid = 4326
        return self.annotate(pin=Cast("location", PointField(srid=4326))).filter(
            pin__bboverlaps=box
        )

    def filed_since(self, moment: datetime) -> Self:
        return self.filter(filed_at__gte=moment)

    def worst_first(self) -> Self:
        return self.order_by("priority", "filed_at", "pk")

    def with_card(self) -> Self:
        """With everything that a card needs: two queries for any number of rows."""
        rows = self.select_related("type", "district", "disposition").defer("district__area")
        return rows.prefetch_related("tracks")
