"""Who is on a unit, shift by shift."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView
from units.api import inputs, shapes
from units.cards import crew_of
from units.permissions import unit_for
from units.selectors.crews import crews_on
from units.services import rosters

DAY_SHIFT = OpenApiExample(
    "A day shift",
    request_only=True,
    value={
        "begin": "2026-11-22T09:00:00+09:00",
        "end": "2026-11-22T18:00:00+09:00",
        "shift": "day",
        "members": [{"name": "Kim Byeol", "position": "officer"}, {"name": "Lee Haneul"}],
    },
)


class Crews(CityView):
    """The crews of one's own agency's unit."""

    area = Area.UNITS

    @extend_schema(
        operation_id="crews_list",
        summary="The crews of the last two days, the present one and those to come",
        responses=shapes.Crews,
    )
    def get(self, request: Request, pk: int) -> Response:
        unit = unit_for(self.viewer, pk, "see_crews")
        return Response({"results": [crew_of(one) for one in crews_on(unit.pk, at=clock.now())]})

    @extend_schema(
        operation_id="crews_plan",
        summary="Put a crew on the unit for a shift",
        request=inputs.CrewInput,
        responses={201: shapes.Crew},
        examples=[DAY_SHIFT],
    )
    def post(self, request: Request, pk: int) -> Response:
        unit = unit_for(self.viewer, pk, "manage_crews")
        values = read(inputs.CrewInput, request.data)
        members = [rosters.Member(**one) for one in values.pop("members")]
        crew = rosters.plan_crew(
            unit_id=unit.pk, members=members, by=self.actor, at=clock.now(), **values
        )
        return Response(crew_of(crew), status=201)


class OneCrew(CityView):
    """One crew."""

    area = Area.UNITS

    @extend_schema(
        operation_id="crews_end",
        summary="Take back a shift to come, or end the present one now",
        responses={204: None},
    )
    def delete(self, request: Request, pk: int, crew: int) -> Response:
        unit = unit_for(self.viewer, pk, "manage_crews")
        rosters.end_crew(unit_id=unit.pk, crew_id=crew, by=self.actor, at=clock.now())
        return Response(status=204)
