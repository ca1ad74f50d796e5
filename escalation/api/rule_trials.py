"""What a draft would do, over REST: whom it reaches, what it would have done, whom it pages twice.

Nothing is kept and nobody is told. For those who may write the rule.
"""

from __future__ import annotations

from typing import Any

from django.contrib.gis.geos import Point
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from escalation import permissions
from escalation.api import rule_inputs as inputs
from escalation.api import rule_trial_shapes as shapes
from escalation.definition import Definition
from escalation.selectors.imagined import Imagined
from escalation.selectors.older import card_of
from escalation.selectors.overlaps import overlaps
from escalation.selectors.preview import preview
from escalation.selectors.trying import trial
from escalation.services.moving import move_open_runs, what_would_move
from escalation.services.rules import checked
from escalation.states import Traffic
from incidents.api.answers import type_named
from incidents.api.places import refuse_outside
from incidents.permissions import incidents_for
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

A_WEEK = 7


class Trial(CityView):
    """Base: the same question twice has the same answer, so no key is kept."""

    area = Area.ESCALATION
    keeps_answers = False

    def definition_in(self, values: dict[str, Any]) -> Definition:
        """As its owner's rule would say it; refused as a draft would be."""
        agency_id = values.get("agency")
        permissions.require_rules_of(self.viewer, agency_id)
        said = inputs.definition_of(values["definition"])
        return checked(said, agency_id=agency_id, at=clock.now())


class Preview(Trial):
    keeps_answers = False

    @extend_schema(
        operation_id="rules_preview",
        summary="Whom an escalation rule would reach: for a place, a type and a time",
        description="Step by step, by name and channel; who can't be reached, and when nobody "
        "stands on its rosters in the next 14 days.",
        request=inputs.PreviewInput,
        responses={200: shapes.RulePreview},
    )
    def post(self, request: Request) -> Response:
        permissions.require(self.viewer, "manage_rules")
        values = read(inputs.PreviewInput, request.data)
        refuse_outside(values["lon"], values["lat"])
        kind, now = type_named(values["type"]), clock.now()
        it = Imagined(
            kind=kind,
            priority=values.get("priority", kind.priority),
            severity=values.get("severity"),
            point=Point(values["lon"], values["lat"], srid=4326),
            at=values.get("at", now),
            exercise=values.get("exercise", False),
            filer_id=self.viewer.agency_id or 0,
        )
        return Response(preview(self.definition_in(values), it, now=now))


class WhatIf(Trial):
    keeps_answers = False

    @extend_schema(
        operation_id="rules_what_if",
        summary="What an escalation rule would have done on past incidents",
        description="On those that one may see, at most the newest 5,000. `notes` say what is not "
        "known of the past.",
        request=inputs.WhatIfInput,
        responses={200: shapes.RuleWhatIf},
    )
    def post(self, request: Request) -> Response:
        permissions.require(self.viewer, "manage_rules")
        values = read(inputs.WhatIfInput, request.data)
        found = trial(
            self.definition_in(values),
            incidents=incidents_for(self.viewer),
            days=values.get("days", A_WEEK),
            traffic=values.get("traffic", Traffic.BOTH),
            now=clock.now(),
        )
        return Response(found)


class Overlaps(Trial):
    keeps_answers = False

    @extend_schema(
        operation_id="rules_overlaps",
        summary="Which rules in use would page the same people within a minute",
        request=inputs.OverlapsInput,
        responses={200: shapes.RuleOverlaps},
    )
    def post(self, request: Request) -> Response:
        permissions.require(self.viewer, "manage_rules")
        values = read(inputs.OverlapsInput, request.data)
        others = permissions.rules_for(self.viewer).filter(is_active=True)
        others = others.exclude(pk=values.get("rule") or 0).order_by("pk")
        return Response(overlaps(self.definition_in(values), others, now=clock.now()))


class OpenIncidents(CityView):
    """What runs by an older version of the rule."""

    area = Area.ESCALATION

    @extend_schema(
        operation_id="rules_open_incidents",
        summary="What would change if open incidents were moved to the published version",
        responses=shapes.RuleRuns,
    )
    def get(self, request: Request, pk: int) -> Response:
        rule = permissions.rule_for(self.viewer, pk, "manage_rules")
        found = what_would_move(rule, by=self.viewer.name, at=clock.now())
        return Response({"results": [card_of(one) for one in found]})

    @extend_schema(
        operation_id="rules_move_open_incidents",
        summary="Move open incidents to the published version of the rule",
        description="Each run is another generation: what was not sent yet is taken back, and its "
        "times are counted anew.",
        request=inputs.MoveInput,
        responses={200: shapes.RuleRuns},
    )
    def post(self, request: Request, pk: int) -> Response:
        rule = permissions.rule_for(self.viewer, pk, "manage_rules")
        values = read(inputs.MoveInput, request.data)
        moved = move_open_runs(
            rule_id=rule.pk, number=values["number"], by=self.actor, at=clock.now()
        )
        return Response({"results": [card_of(one) for one in moved]})
