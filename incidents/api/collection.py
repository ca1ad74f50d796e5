"""All incidents: list them, file one, find those that may be the same."""

from __future__ import annotations

from typing import Any

from django.contrib.gis.geos import Point
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from incidents import permissions
from incidents.api import inputs, shapes
from incidents.api.answers import card_for, type_named
from incidents.api.filters import IncidentFilter, filtered
from incidents.api.geojson import GeoJSONRenderer
from incidents.api.pagination import LONGEST_PAGE, PAGE, page_of, refuse_pages
from incidents.api.places import place_from, refuse_outside
from incidents.cards import card_of
from incidents.models import Incident
from incidents.selectors.duplicates import similar_incidents
from incidents.selectors.features import feature_collection
from incidents.services.filing import FirstReport, file_incident
from safety_net.core import clock
from safety_net.core.rest import JSONRenderer
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

PAGE_SIZE = {"type": "integer", "minimum": 1, "maximum": LONGEST_PAGE, "default": PAGE}
A_FIRE = OpenApiExample(
    "A fire",
    request_only=True,
    value={
        "type": "FIRE.STRUCT",
        "place": {"lon": 126.705, "lat": 37.456, "address": "1 Harbour-ro", "verified": True},
        "narrative": "smoke from the third floor",
        "report": {"channel": "call", "caller_number": "010-0000-0000"},
    },
)


class Incidents(CityView, GenericAPIView[Incident]):
    """Every incident on which the agency of the caller has a track."""

    area = Area.INCIDENTS
    renderer_classes = [JSONRenderer, GeoJSONRenderer]
    queryset = Incident.objects.none()
    filterset_class = IncidentFilter

    def get_renderers(self) -> list[BaseRenderer]:
        """A list may be a map as well; what was filed is a card."""
        both = super().get_renderers()
        return both if getattr(self.request, "method", "GET") == "GET" else both[:1]

    @extend_schema(
        operation_id="incidents_list",
        summary="List incidents, the newest first",
        filters=True,
        parameters=[
            OpenApiParameter("cursor", str, description="From `next` or `previous` of a page"),
            OpenApiParameter("limit", PAGE_SIZE),
        ],
        responses={
            (200, "application/json"): shapes.CardPage,
            (200, "application/geo+json"): shapes.IncidentFeatures,
        },
    )
    def get(self, request: Request) -> Response:
        rows = filtered(permissions.incidents_for(self.viewer), request)
        if isinstance(getattr(request, "accepted_renderer", None), GeoJSONRenderer):
            refuse_pages(request)
            return Response(feature_collection(rows))
        incidents, links = page_of(rows.with_card(), request)
        return Response({**links, "results": [card_of(incident) for incident in incidents]})

    @extend_schema(
        operation_id="incidents_file",
        summary="File an incident",
        description="Type and place are enough. Every responsible agency is asked at once.",
        request=inputs.FilingInput,
        responses={(201, "application/json"): shapes.CardWithReport},
        examples=[A_FIRE],
    )
    def post(self, request: Request) -> Response:
        permissions.require(self.viewer, "file")
        values = read(inputs.FilingInput, request.data)
        incident = file_incident(
            kind=type_named(values["type"]),
            place=place_from(values["place"]),
            report=first_report(values),
            by=self.actor,
            at=clock.now(),
            priority=values.get("priority"),
            exercise=values.get("exercise", False),
        )
        report = incident.reports.values_list("pk", flat=True)[0]
        return Response({**card_for(self.viewer, incident.pk), "report_id": report}, status=201)


class Similar(CityView):
    """Before saving: is this a report of something that is known already?"""

    area = Area.INCIDENTS

    @extend_schema(
        operation_id="incidents_similar",
        summary="Open incidents near in space, time and type, the best first",
        parameters=[inputs.SimilarQuery],
        responses=shapes.SimilarIncidents,
    )
    def get(self, request: Request) -> Response:
        permissions.require(self.viewer, "see")
        values = read(inputs.SimilarQuery, request.query_params)
        refuse_outside(values["lon"], values["lat"])
        code = values.get("type")
        found = similar_incidents(
            agency_id=self.viewer.agency_id,
            point=Point(values["lon"], values["lat"], srid=4326),
            kind=type_named(code) if code else None,
            at=clock.now(),
            exercise=values["exercise"],
        )
        return Response({"results": [_similar(one) for one in found]})


def first_report(values: dict[str, Any]) -> FirstReport:
    """The report inside a filing; its words are the incident's."""
    return FirstReport(narrative=values.get("narrative", ""), **values.get("report", {}))


def _similar(one: Any) -> dict[str, Any]:
    return {
        "score": one.score,
        "metres": one.metres,
        "minutes": one.minutes,
        "incident": card_of(one.incident),
    }
