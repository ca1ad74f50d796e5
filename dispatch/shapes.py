"""Shapes of the reference, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers as s

from agencies.models import AgencyKind
from agencies.shapes import AgencyShape, CityShape, Me
from dispatch.models.unit_view import TABS, UnitOrder

Shape = s.Serializer[Any]


class UnitViewShape(Shape):
    """How one left the unit status board."""

    service = s.ChoiceField(choices=TABS)
    sort = s.ChoiceField(choices=UnitOrder.choices)
    text = s.CharField(allow_blank=True)
    free = s.BooleanField()


class MeWithRights(Me):
    """Who one is, for which agency one acts, and what one's role allows (`may`)."""

    may = s.ListField(child=s.CharField(), help_text="The verbs that the role allows")
    unit_board = UnitViewShape(allow_null=True, help_text="As one left it, at whichever desk")


class TypeShape(Shape):
    """`lead_kind` is blank where any agency may lead."""

    code = s.CharField()
    name_ko = s.CharField()
    name_en = s.CharField()
    lead_kind = s.CharField(allow_blank=True)
    support_kinds = s.ListField(child=s.CharField())
    priority = s.IntegerField()
    apco = s.CharField(allow_blank=True)


class PriorityShape(Shape):
    level = s.IntegerField()
    code = s.CharField()
    name_ko = s.CharField()
    name_en = s.CharField()
    pending_seconds = s.IntegerField(allow_null=True)
    response_seconds = s.IntegerField(allow_null=True)


class TypeTargetShape(Shape):
    """Counts before the targets of the priority, for incidents of the type."""

    type = s.CharField()
    priority = s.IntegerField()
    pending_seconds = s.IntegerField()
    response_seconds = s.IntegerField(allow_null=True)


class DispositionShape(Shape):
    code = s.CharField()
    name_ko = s.CharField()
    name_en = s.CharField()


class Named(Shape):
    """A row of the catalogue."""

    code = s.CharField()
    name_ko = s.CharField()
    name_en = s.CharField()


class UnitKindShape(Named):
    service = s.ChoiceField(choices=AgencyKind.choices)


class UnitStatusShape(Named):
    """`primary` and `secondary` are the EIDO words for it."""

    primary = s.CharField()
    secondary = s.CharField()


class StationShape(Shape):
    id = s.IntegerField()
    agency = s.IntegerField()
    name_ko = s.CharField()
    name_en = s.CharField(allow_blank=True)


class FormerShape(Shape):
    """What is offered no more, and still names what was done."""

    agencies = AgencyShape(many=True)
    incident_types = TypeShape(many=True)


class Reference(Shape):
    """What a client learns once."""

    me = MeWithRights()
    city = CityShape(allow_null=True)
    agencies = AgencyShape(many=True)
    incident_types = TypeShape(many=True)
    former = FormerShape()
    families = Named(many=True)
    priorities = PriorityShape(many=True)
    type_targets = TypeTargetShape(many=True)
    dispositions = DispositionShape(many=True)
    unit_kinds = UnitKindShape(many=True)
    capabilities = Named(many=True)
    unit_statuses = UnitStatusShape(many=True)
    stations = StationShape(many=True)
    position_stale_seconds = s.DictField(
        child=s.IntegerField(), help_text="Agency → seconds after which a position is stale"
    )
    demo = s.BooleanField()
