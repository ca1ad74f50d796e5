"""Log on to a unit and off again."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from crews.api import inputs, shapes
from crews.permissions import require_crew, units_for
from crews.selectors.picture import name_of, people_on, picture_for
from crews.services import logging_on
from safety_net.core import clock
from safety_net.core.access import Viewer
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

MOST_UNITS = 200


class CrewUnits(CityView):
    """Units to choose from."""

    area = Area.UNITS

    @extend_schema(
        operation_id="crew_units",
        summary="Units that one may log on to, and who is on them",
        parameters=[inputs.UnitsQuery],
        responses=shapes.CrewUnits,
    )
    def get(self, request: Request) -> Response:
        require_crew(self.viewer)
        words = read(inputs.UnitsQuery, request.query_params).get("q", "")
        return Response({"results": _choices(self.viewer, words)})


class LogOn(CityView):
    """Begin."""

    area = Area.UNITS

    @extend_schema(
        operation_id="crew_log_on",
        summary="Log on to a unit; a former log-on ends",
        request=inputs.LogOnInput,
        responses=shapes.Picture,
    )
    def post(self, request: Request) -> Response:
        require_crew(self.viewer)
        unit = read(inputs.LogOnInput, request.data)["unit"]
        logging_on.log_on(unit_id=unit, by=self.actor, at=clock.now())
        return Response(picture_for(self.viewer))


class LogOff(CityView):
    """End."""

    area = Area.UNITS

    @extend_schema(
        operation_id="crew_log_off",
        summary="Log off from one's unit",
        request=inputs.NothingInput,
        responses=shapes.Picture,
    )
    def post(self, request: Request) -> Response:
        require_crew(self.viewer)
        read(inputs.NothingInput, request.data)
        logging_on.log_off(by=self.actor, at=clock.now())
        return Response(picture_for(self.viewer))


def _choices(viewer: Viewer, words: str) -> list[dict[str, Any]]:
    units = units_for(viewer).select_related("kind", "station").order_by("call_sign")
    if words.strip():
        named = Q(call_sign__icontains=words.strip())
        for field in ("station__name_ko", "station__name_en", "kind__name_ko", "kind__name_en"):
            named |= Q(**{f"{field}__icontains": words.strip()})
        units = units.filter(named)
    found = list(units[:MOST_UNITS])
    people = people_on([unit.pk for unit in found])
    return [
        {
            "id": unit.pk,
            "call_sign": unit.call_sign,
            "kind": unit.kind.code,
            "station_ko": unit.station.name_ko if unit.station else "",
            "station_en": unit.station.name_en if unit.station else "",
            "crew": [name_of(one) for one in people.get(unit.pk, [])],
        }
        for unit in found
    ]
