"""The units of an incident: who is on it, send more, free them all."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from dispatch.api import inputs, shapes
from dispatch.api.assignments import source_of
from dispatch.cards import assignment_of
from dispatch.permissions import require
from dispatch.selectors.assignments import assignments_on
from dispatch.services import clearing, sending
from incidents.permissions import incident_for
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

TWO_ENGINES = OpenApiExample("Two engines", request_only=True, value={"units": [3, 4]})


class IncidentUnits(CityView):
    """Who is sent to an incident, of every agency."""

    area = Area.INCIDENTS

    @extend_schema(
        operation_id="assignments_list",
        summary="The units on an incident, the primary one first, then those that were",
        responses=shapes.Assignments,
    )
    def get(self, request: Request, pk: int) -> Response:
        incident = incident_for(self.viewer, pk, "see")
        return Response(results(assignments_on(incident.pk)))

    @extend_schema(
        operation_id="assignments_send",
        summary="Send units of one's agency, all or none",
        description="Takes notice for the agency and puts it to work. A unit that is on another "
        "incident answers 409 and says who sent it, unless it is sent `also` on purpose.",
        request=inputs.SendInput,
        responses={201: shapes.Assignments},
        examples=[TWO_ENGINES],
    )
    def post(self, request: Request, pk: int) -> Response:
        incident = incident_for(self.viewer, pk, "see")
        require(self.viewer, "dispatch")
        values = read(inputs.SendInput, request.data)
        sent = sending.send(
            incident_id=incident.pk,
            unit_ids=values["units"],
            first=values.get("status", "alerted"),
            also=values.get("also", False),
            alarm_level=values.get("alarm_level"),
            source=source_of(self.actor),
            by=self.actor,
            at=clock.now(),
        )
        return Response(results(sent), status=201)


class ClearAll(CityView):
    """One's agency is done there."""

    area = Area.INCIDENTS

    @extend_schema(
        operation_id="assignments_clear_all",
        summary="Free every unit of one's agency from an incident",
        request=inputs.FreeInput,
        responses=shapes.Assignments,
    )
    def post(self, request: Request, pk: int) -> Response:
        incident = incident_for(self.viewer, pk, "see")
        require(self.viewer, "dispatch")
        values = read(inputs.FreeInput, request.data)
        freed = clearing.clear_all(incident_id=incident.pk, by=self.actor, at=clock.now(), **values)
        return Response(results(freed))


def results(assignments: Any) -> dict[str, Any]:
    return {"results": [assignment_of(one) for one in assignments]}
