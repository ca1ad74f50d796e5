"""All units, one unit, and what it does."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.models import Station
from safety_net.core import clock
from safety_net.core.access import Viewer
from safety_net.core.errors import Invalid
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView
from units import permissions
from units.api import inputs, shapes
from units.cards import cards_of, with_card
from units.models import UnitKind
from units.selectors.fleet import MOST, units_like
from units.services import duties, fleet

AN_ENGINE = OpenApiExample(
    "An engine", request_only=True, value={"call_sign": "Pump 3", "kind": "engine", "station": 7}
)
BROKEN = OpenApiExample(
    "Out of service", request_only=True, value={"duty": "out_of_service", "reason": "pump broken"}
)
# Names on the wire that the table writes otherwise.
COLUMNS = {"shared": "is_shared", "active": "is_active"}


class Units(CityView):
    """Shared units of all agencies, and every one of one's own."""

    area = Area.UNITS

    @extend_schema(
        operation_id="units_list",
        summary="List units by call sign",
        parameters=[inputs.UnitsQuery],
        responses=shapes.Units,
    )
    def get(self, request: Request) -> Response:
        query = read(inputs.UnitsQuery, request.query_params)
        found = units_like(permissions.units_for(self.viewer), **query)
        cards = cards_of(with_card(found)[: MOST + 1])
        return Response({"truncated": len(cards) > MOST, "results": cards[:MOST]})

    @extend_schema(
        operation_id="units_create",
        summary="Add a unit to one's agency",
        request=inputs.UnitInput,
        responses={201: shapes.Unit},
        examples=[AN_ENGINE],
    )
    def post(self, request: Request) -> Response:
        permissions.require(self.viewer, "manage_units")
        values = facts_from(read(inputs.UnitInput, request.data))
        made = fleet.create(facts=fleet.UnitFacts(**values), by=self.actor, at=clock.now())
        return Response(unit_card(self.viewer, made.pk), status=201)


class OneUnit(CityView):
    """The card of a unit."""

    area = Area.UNITS

    @extend_schema(operation_id="units_read", summary="See a unit", responses=shapes.Unit)
    def get(self, request: Request, pk: int) -> Response:
        return Response(unit_card(self.viewer, pk))

    @extend_schema(
        operation_id="units_edit",
        summary="Change what is said of a unit, or put it away",
        description="All that is named changes together, or nothing does.",
        request=inputs.UnitChange,
        responses=shapes.Unit,
    )
    def patch(self, request: Request, pk: int) -> Response:
        unit = permissions.unit_for(self.viewer, pk, "manage_units")
        values = facts_from(read(inputs.UnitChange, request.data))
        fleet.edit(
            unit_id=unit.pk,
            version=values.pop("version"),
            changes=values,
            by=self.actor,
            at=clock.now(),
        )
        return Response(unit_card(self.viewer, pk))


class UnitDuty(CityView):
    """What a unit does while no incident holds it."""

    area = Area.UNITS

    @extend_schema(
        operation_id="units_duty",
        summary="Available, returning, or out of service with a reason",
        request=inputs.DutyInput,
        responses=shapes.Unit,
        examples=[BROKEN],
    )
    def post(self, request: Request, pk: int) -> Response:
        unit = permissions.unit_for(self.viewer, pk, "unit_status")
        values = read(inputs.DutyInput, request.data)
        duties.set_duty(unit_id=unit.pk, by=self.actor, at=clock.now(), **values)
        return Response(unit_card(self.viewer, pk))


def unit_card(viewer: Viewer, pk: int) -> dict[str, Any]:
    """The card as it stands now."""
    unit = permissions.unit_for(viewer, pk, "see_units")
    return cards_of([unit])[0]


def facts_from(values: dict[str, Any]) -> dict[str, Any]:
    """As the services take it; Invalid for a kind or a station that does not exist."""
    found = {COLUMNS.get(name, name): value for name, value in values.items()}
    if "kind" in found:
        found["kind"] = UnitKind.objects.filter(code=found["kind"]).first()
        if found["kind"] is None:
            raise Invalid(kind=_("There is no such kind of unit."))
    if found.get("station") is not None:
        found["station"] = Station.objects.filter(pk=found["station"]).first()
        if found["station"] is None:
            raise Invalid(station=_("Your agency has no such station."))
    return found
