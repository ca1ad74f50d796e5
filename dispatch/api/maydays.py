"""A crew in danger: raised, acknowledged by name, ended with a reason."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from dispatch.api import inputs, shapes
from dispatch.cards import mayday_of
from dispatch.permissions import mayday_for
from dispatch.services import maydays
from incidents.api.inputs import NothingInput, ReasonInput
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView
from units.permissions import unit_for


class Raise(CityView):
    """From any state, as often as one likes."""

    area = Area.INCIDENTS

    @extend_schema(
        operation_id="maydays_raise",
        summary="Raise a mayday",
        description="Told to one's agency and to every agency on the unit's incidents. Raised "
        "again while it stands, it is the same one.",
        request=inputs.MaydayInput,
        responses={201: shapes.Mayday},
    )
    def post(self, request: Request, pk: int) -> Response:
        unit = unit_for(self.viewer, pk, "mayday")
        values = read(inputs.MaydayInput, request.data)
        raised = maydays.raise_mayday(unit_id=unit.pk, by=self.actor, at=clock.now(), **values)
        return Response(mayday_of(raised), status=201)


class Acknowledge(CityView):
    """By a person, whose name everybody sees."""

    area = Area.INCIDENTS

    @extend_schema(
        operation_id="maydays_acknowledge",
        summary="Take notice of a mayday by name",
        request=NothingInput,
        responses=shapes.Mayday,
    )
    def post(self, request: Request, pk: int) -> Response:
        mayday = mayday_for(self.viewer, pk, "acknowledge_mayday")
        read(NothingInput, request.data)
        taken = maydays.acknowledge_mayday(mayday_id=mayday.pk, by=self.actor, at=clock.now())
        return Response(mayday_of(taken))


class End(CityView):
    """The crew is safe, or it was raised by mistake."""

    area = Area.INCIDENTS

    @extend_schema(
        operation_id="maydays_end",
        summary="End a mayday with a reason",
        request=ReasonInput,
        responses=shapes.Mayday,
    )
    def post(self, request: Request, pk: int) -> Response:
        mayday = mayday_for(self.viewer, pk, "acknowledge_mayday")
        values = read(ReasonInput, request.data)
        ended = maydays.end_mayday(mayday_id=mayday.pk, by=self.actor, at=clock.now(), **values)
        return Response(mayday_of(ended))
