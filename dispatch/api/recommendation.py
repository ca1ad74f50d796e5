"""Who should go, for an incident or as a preview; and raising the alarm."""

from __future__ import annotations

from django.contrib.gis.geos import Point
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from dispatch import permissions
from dispatch.api import plan_inputs as inputs
from dispatch.api import plan_shapes as shapes
from dispatch.recommendation_cards import card_of
from dispatch.selectors import needs
from dispatch.selectors.asking import agencies_to_ask
from dispatch.selectors.shortages import shortages
from dispatch.services.alarms import raise_alarm
from incidents.api.answers import type_named
from incidents.api.places import refuse_outside
from incidents.permissions import incident_for
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView


class IncidentRecommendation(CityView):
    """Nothing is sent by it: a dispatcher decides."""

    area = Area.INCIDENTS

    @extend_schema(
        operation_id="recommendation_for_incident",
        summary="Which units should go to an incident, and what is short and why",
        description="By the most exact response plan. Units that are on the incident keep their "
        "places; only what is missing at the alarm level is recommended.",
        parameters=[inputs.LevelQuery],
        responses=shapes.RecommendationShape,
    )
    def get(self, request: Request, pk: int) -> Response:
        incident = incident_for(self.viewer, pk, "see", with_card=True)
        values = read(inputs.LevelQuery, request.query_params)
        now = clock.now()
        raised = needs.alarm_level_of(incident.pk)
        found = needs.recommendation_for(
            incident,
            level=values.get("alarm_level", raised),
            viewer_agency=self.viewer.agency_id or 0,
            now=now,
        )
        card = card_of(
            found,
            reasons=shortages(found.places, found.scene),
            ask=agencies_to_ask(incident, found.places, at=now),
            raised=raised,
        )
        return Response(card)


class Preview(CityView):
    """For those who write plans: a place, a type, a time."""

    area = Area.SETTINGS

    @extend_schema(
        operation_id="recommendation_preview",
        summary="Which units would go to a place, now or at another time",
        description="`at` decides on the plan and on the roster; who is free and where is today's.",
        parameters=[inputs.PreviewQuery],
        responses=shapes.RecommendationShape,
    )
    def get(self, request: Request) -> Response:
        permissions.require(self.viewer, "manage_plans")
        values = read(inputs.PreviewQuery, request.query_params)
        refuse_outside(values["lon"], values["lat"])
        kind, now = type_named(values["type"]), clock.now()
        found = needs.preview(
            kind=kind,
            priority=values.get("priority", kind.priority),
            point=Point(values["lon"], values["lat"], srid=4326),
            at=values.get("at", now),
            level=values.get("alarm_level", 1),
            viewer_agency=self.viewer.agency_id or 0,
            now=now,
        )
        nobody: list[list[int]] = [[] for _place in found.places]
        reasons = shortages(found.places, found.scene)
        return Response(card_of(found, reasons=reasons, ask=nobody, raised=1))


class RaiseAlarm(CityView):
    """The next alarm asks for what the plan adds."""

    area = Area.INCIDENTS

    @extend_schema(
        operation_id="incidents_raise_alarm",
        summary="Raise the alarm level of an incident",
        request=inputs.AlarmInput,
        responses={200: shapes.AlarmShape},
    )
    def post(self, request: Request, pk: int) -> Response:
        incident = incident_for(self.viewer, pk, "see")
        permissions.require(self.viewer, "dispatch")
        values = read(inputs.AlarmInput, request.data)
        alarm = raise_alarm(
            incident_id=incident.pk, level=values["level"], by=self.actor, at=clock.now()
        )
        return Response({"incident": incident.pk, "level": alarm.level})
