"""Emergencies over REST: open what one may not see, look who did, end it."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from incidents.api import inputs, shapes
from incidents.cards import access_of
from incidents.permissions import emergencies_for, emergency_to_end, require
from incidents.services.emergencies import end_emergency, open_emergency
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

MOST = 200
A_CALL = OpenApiExample(
    "The police call",
    request_only=True,
    value={"number": "20261122-0042", "reason": "The same man is at our door, the police called."},
)


class Emergencies(CityView):
    """Emergency accesses: one's own and those on incidents of one's agency; all for auditors."""

    area = Area.PEOPLE

    @extend_schema(
        operation_id="emergencies_list",
        summary="Emergency accesses, the newest first",
        description=f"The {MOST} newest.",
        responses=shapes.EmergencyAccesses,
    )
    def get(self, request: Request) -> Response:
        found = emergencies_for(self.viewer).order_by("-pk")[:MOST]
        return Response({"results": [access_of(one) for one in found]})

    @extend_schema(
        operation_id="emergencies_open",
        summary="Break the glass: read an incident for an hour, with a reason",
        description="The agencies on the incident and the auditors are told at once.",
        request=inputs.EmergencyInput,
        responses={201: shapes.EmergencyAccess},
        examples=[A_CALL],
    )
    def post(self, request: Request) -> Response:
        require(self.viewer, "break_glass")
        values = read(inputs.EmergencyInput, request.data)
        access = open_emergency(
            number=values.get("number", ""),
            incident_id=values.get("incident", 0),
            reason=values["reason"],
            by=self.actor,
            at=clock.now(),
        )
        return Response(access_of(access), status=201)


class EndEmergency(CityView):
    """Before its time."""

    area = Area.PEOPLE

    @extend_schema(
        operation_id="emergencies_end",
        summary="End an emergency access",
        request=inputs.NothingInput,
        responses={200: shapes.EmergencyAccess},
    )
    def post(self, request: Request, pk: int) -> Response:
        access = emergency_to_end(self.viewer, pk)
        read(inputs.NothingInput, request.data)
        ended = end_emergency(access_id=access.pk, by=self.actor, at=clock.now())
        return Response(access_of(ended))
