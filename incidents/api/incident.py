"""One incident: see it, correct it, read its timeline."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from incidents.api import inputs, shapes
from incidents.api.answers import card_for, type_named
from incidents.api.places import place_from
from incidents.models import Incident
from incidents.permissions import incident_for, incident_to_correct, require_correction
from incidents.places import Place
from incidents.selectors.timeline import timeline_of
from incidents.services.correcting import correct
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

LOWER = OpenApiExample(
    "Lower the priority",
    request_only=True,
    value={"version": 4, "priority": 3, "reason": "only a smoke detector"},
)


class OneIncident(CityView):
    """The card of an incident."""

    area = Area.INCIDENTS

    @extend_schema(operation_id="incidents_read", summary="See an incident", responses=shapes.Card)
    def get(self, request: Request, pk: int) -> Response:
        return Response(card_for(self.viewer, pk))

    @extend_schema(
        operation_id="incidents_correct",
        summary="Correct type, place, priority or severity",
        description="All that is named changes together, or nothing does.",
        request=inputs.IncidentChange,
        responses=shapes.Card,
        examples=[LOWER],
    )
    def patch(self, request: Request, pk: int) -> Response:
        incident = incident_to_correct(self.viewer, pk)
        values = read(inputs.IncidentChange, request.data)
        require_correction(self.viewer, incident, values)
        correct(
            incident_id=incident.pk,
            version=values["version"],
            kind=type_named(values["type"]) if "type" in values else None,
            place=_place(incident, values["place"]) if "place" in values else None,
            priority=values.get("priority"),
            reason=values.get("reason", ""),
            reclassify="severity" in values,
            severity=values.get("severity"),
            by=self.actor,
            at=clock.now(),
        )
        return Response(card_for(self.viewer, pk))


class Timeline(CityView):
    """One stream of everything that happened about an incident."""

    area = Area.INCIDENTS

    @extend_schema(
        operation_id="incidents_timeline",
        summary="What happened, oldest first",
        responses=shapes.Timeline,
    )
    def get(self, request: Request, pk: int) -> Response:
        incident = incident_for(self.viewer, pk, "see")
        return Response({"results": timeline_of(incident, self.viewer)})


def _place(incident: Incident, given: dict[str, Any]) -> Place:
    """The present place with what was given; the version guards what is kept."""
    kept = {
        "lon": incident.location.x,
        "lat": incident.location.y,
        "address": incident.address,
        "cross_street": incident.cross_street,
        "verified": incident.verified,
    }
    return place_from({**kept, **given})
