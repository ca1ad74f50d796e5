"""Questions about incidents; they chain and read aloud."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self, TypeVar

from django.apps import apps
from django.contrib.gis.db.models import PointField
from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point, Polygon
from django.contrib.gis.measure import D
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Now

from incidents.states import LIVE_STATUSES

IncidentT = TypeVar("IncidentT", bound=Model)


class IncidentQuerySet(QuerySet[IncidentT]):
    def open(self) -> Self:
        return self.filter(status__in=LIVE_STATUSES)

    def visible_to(self, agency_id: int | None, *, opened_by: int | None = None) -> Self:
        """Those that the agency sees in full: by a track, or by an agreement; without one none.

        With `opened_by` also those that this user opened for it in an emergency.
        """
        if agency_id is None:
            return self.none()
        tracks = apps.get_model("incidents.AgencyTrack")._default_manager.all()
        shares: Any = apps.get_model("incidents.Share")._default_manager
        this = {"incident": OuterRef("pk")}
        seen = Q(Exists(tracks.filter(**this, agency_id=agency_id)))
        seen |= Q(Exists(shares.standing().full().filter(**this, agency_id=agency_id)))
        if opened_by is not None:
            accesses: Any = apps.get_model("incidents.EmergencyAccess")._default_manager
            opened = accesses.standing().of(user_id=opened_by, agency_id=agency_id)
            seen |= Q(Exists(opened.filter(**this)))
        return self.filter(seen)

    def involving(self, agency_id: int | None) -> Self:
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


class ShareQuerySet(QuerySet[IncidentT]):
    def standing(self) -> Self:
        """Those whose agreement is in force this moment, whether or not it was told of yet."""
        lasting = Q(agreement__valid_to__isnull=True) | Q(agreement__valid_to__gt=Now())
        return self.filter(lasting, agreement__in_force=True)

    def full(self) -> Self:
        return self.filter(level="full")

    def summaries(self) -> Self:
        return self.filter(level="summary")


class EmergencyQuerySet(QuerySet[IncidentT]):
    def standing(self) -> Self:
        """Those whose time is not over this moment, whether or not that was told yet."""
        return self.filter(ended_at__isnull=True, until__gt=Now())

    def of(self, *, user_id: int, agency_id: int | None) -> Self:
        return self.filter(user_id=user_id, agency_id=agency_id or 0)
