"""Where units are: devices tell it, members see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from positions import permissions
from positions.api import inputs, shapes
from positions.authentication import DeviceAuthentication, IsDevice, PerDevice
from positions.models import Device
from positions.selectors.latest import MOST, positions_of
from positions.selectors.refused import refused_of
from positions.services.ingesting import ingest
from positions.services.scope import Scope
from safety_net.core import clock
from safety_net.core.clock import iso
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView
from units.permissions import require, units_for

A_FIX = OpenApiExample(
    "One engine",
    request_only=True,
    value={
        "fixes": [
            {
                "call_sign": "Pump 3",
                "at": "2026-11-22T18:00:00+09:00",
                "lon": 126.705,
                "lat": 37.456,
                "heading": 90,
                "speed_kmh": 42.5,
            }
        ]
    },
)


class Positions(CityView):
    """The latest position of every unit. Only devices may write, and they may do nothing else."""

    area = Area.POSITIONS
    keeps_answers = False  # what is sent again is a duplicate

    def get_authenticators(self) -> list[BaseAuthentication]:
        known = super().get_authenticators()
        return [DeviceAuthentication(), *known] if self._is_told() else known

    def get_permissions(self) -> Sequence[Any]:
        return [IsDevice()] if self._is_told() else super().get_permissions()

    def get_throttles(self) -> list[BaseThrottle]:
        return [PerDevice()] if self._is_told() else super().get_throttles()

    def _is_told(self) -> bool:
        return getattr(self.request, "method", "GET") == "POST"

    @extend_schema(
        operation_id="positions_list",
        summary="Where the units are that one may see",
        parameters=[inputs.PositionsQuery],
        responses=shapes.Positions,
    )
    def get(self, request: Request) -> Response:
        require(self.viewer, "see_units")
        query = read(inputs.PositionsQuery, request.query_params)
        now = clock.now()
        found = positions_of(units_for(self.viewer), at=now, box=query.get("bbox"))
        many = len(found) > MOST
        return Response({"at": iso(now), "truncated": many, "results": found[:MOST]})

    @extend_schema(
        operation_id="positions_tell",
        summary="Tell where units are",
        description="Each is judged by itself: a bad one is refused with its reason, the others "
        "are taken. See docs/positions.md.",
        request=inputs.BatchInput,
        responses=shapes.Taken,
        examples=[A_FIX],
    )
    def post(self, request: Request) -> Response:
        device = request.auth
        assert isinstance(device, Device)
        fixes = read(inputs.BatchRead, request.data)["fixes"]
        now = clock.now()
        outcome = ingest(fixes, scope=Scope.of_device(device), received=now)
        refused = [one.wire() for one in outcome.refused]
        return Response({"accepted": outcome.accepted, "refused": refused})


class RefusedPositions(CityView):
    """What was refused, for those who look after the agency's devices."""

    area = Area.POSITIONS

    @extend_schema(
        operation_id="positions_refused",
        summary="Positions that were refused: how many for which reason, and the latest",
        parameters=[inputs.RefusedQuery],
        responses=shapes.RefusedPositions,
    )
    def get(self, request: Request) -> Response:
        agency = permissions.agency_for(self.viewer, "see_refused_positions")
        days = read(inputs.RefusedQuery, request.query_params)["days"]
        return Response(refused_of(agency, today=clock.now().date(), days=days))
