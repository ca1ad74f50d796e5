"""Escalation rules over REST: list, make, change the draft, publish, retire, copy."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.models import Agency
from escalation import permissions
from escalation.api import rule_inputs as inputs
from escalation.api import rule_shapes as shapes
from escalation.rule_cards import rule_of, version_of
from escalation.services import publishing, rules
from safety_net.core import clock
from safety_net.core.errors import Invalid
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

NAMES = ("name_ko", "name_en")
NOBODY_CAME = OpenApiExample(
    "The lead has not acknowledged a fire",
    request_only=True,
    value={
        "name_ko": "주관 기관 미확인",
        "agency": None,
        "definition": {
            "condition": {"kind": "not_acknowledged_by_lead", "within": 30},
            "scope": {"types": ["FIRE"], "priorities": [0, 1]},
            "steps": [
                {"wait": 0, "targets": [{"kind": "role", "role": "supervisor"}]},
                {"wait": 60, "targets": [{"kind": "duty_officer"}]},
            ],
            "repeat": {"times": 2, "wait": 120},
        },
    },
)


class Rules(CityView):
    """The city's rules and those of one's agency; city admins see all."""

    area = Area.ESCALATION

    @extend_schema(
        operation_id="rules_list", summary="List the escalation rules", responses=shapes.Rules
    )
    def get(self, request: Request) -> Response:
        found = permissions.rules_for(self.viewer).order_by("pk")
        return Response({"results": [rule_of(rule) for rule in found]})

    @extend_schema(
        operation_id="rules_make",
        summary="Make an escalation rule: a draft, which does nothing before it is published",
        request=inputs.RuleInput,
        responses={201: shapes.RuleShape},
        examples=[NOBODY_CAME],
    )
    def post(self, request: Request) -> Response:
        permissions.require(self.viewer, "manage_rules")
        values = read(inputs.RuleInput, request.data)
        agency_id = owner(self.viewer, values.get("agency"))
        rule = rules.make(
            agency_id=agency_id,
            names=names_in(values),
            definition=inputs.definition_of(values["definition"]),
            by=self.actor,
            at=clock.now(),
        )
        return Response(rule_of(rule), status=201)


class OneRule(CityView):
    """One rule."""

    area = Area.ESCALATION

    @extend_schema(
        operation_id="rules_read", summary="See an escalation rule", responses=shapes.RuleShape
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(rule_of(permissions.rule_for(self.viewer, pk, "see_rules")))

    @extend_schema(
        operation_id="rules_change",
        summary="Change the draft of an escalation rule",
        description="Of the version that one looked at; another answers 409 with the rule as it "
        "is now. What is published counts until the draft is published.",
        request=inputs.RuleChange,
        responses=shapes.RuleShape,
    )
    def patch(self, request: Request, pk: int) -> Response:
        rule = permissions.rule_for(self.viewer, pk, "manage_rules")
        values = read(inputs.RuleChange, request.data)
        said = values.get("definition")
        changed = rules.change(
            rule_id=rule.pk,
            version=values["version"],
            names=names_in(values),
            definition=None if said is None else inputs.definition_of(said),
            by=self.actor,
            at=clock.now(),
        )
        return Response(rule_of(changed))

    @extend_schema(
        operation_id="rules_retire",
        summary="Retire an escalation rule; what runs by it goes on",
        responses={200: shapes.RuleShape},
    )
    def delete(self, request: Request, pk: int) -> Response:
        rule = permissions.rule_for(self.viewer, pk, "manage_rules")
        return Response(rule_of(rules.retire(rule_id=rule.pk, by=self.actor, at=clock.now())))


class Restore(CityView):
    area = Area.ESCALATION

    @extend_schema(
        operation_id="rules_restore",
        summary="Put a retired escalation rule to use again",
        request=None,
        responses={200: shapes.RuleShape},
    )
    def post(self, request: Request, pk: int) -> Response:
        rule = permissions.rule_for(self.viewer, pk, "manage_rules")
        return Response(rule_of(rules.restore(rule_id=rule.pk, by=self.actor, at=clock.now())))


class Publish(CityView):
    area = Area.ESCALATION

    @extend_schema(
        operation_id="rules_publish",
        summary="Publish the draft of an escalation rule",
        description="It becomes a version that never changes and counts for whatever begins from "
        "now on. The last step must notify somebody who is a person.",
        request=inputs.Seen,
        responses={200: shapes.RuleShape},
    )
    def post(self, request: Request, pk: int) -> Response:
        rule = permissions.rule_for(self.viewer, pk, "manage_rules")
        values = read(inputs.Seen, request.data)
        published = publishing.publish(
            rule_id=rule.pk, version=values["version"], by=self.actor, at=clock.now()
        )
        return Response(rule_of(published))


class Copy(CityView):
    area = Area.ESCALATION

    @extend_schema(
        operation_id="rules_copy",
        summary="Copy an escalation rule, for one's own agency or (city admins) for another owner",
        request=inputs.CopyInput,
        responses={201: shapes.RuleShape},
    )
    def post(self, request: Request, pk: int) -> Response:
        rule = permissions.rule_for(self.viewer, pk, "see_rules")
        permissions.require(self.viewer, "manage_rules")
        values = read(inputs.CopyInput, request.data)
        copied = rules.copy(
            rule_id=rule.pk,
            agency_id=owner(self.viewer, values.get("agency")),
            names=names_in(values),
            by=self.actor,
            at=clock.now(),
        )
        return Response(rule_of(copied), status=201)


class Versions(CityView):
    area = Area.ESCALATION

    @extend_schema(
        operation_id="rules_versions",
        summary="See every published version of an escalation rule, the newest first",
        responses=shapes.RuleVersions,
    )
    def get(self, request: Request, pk: int) -> Response:
        rule = permissions.rule_for(self.viewer, pk, "see_rules")
        found = rule.versions.order_by("-number")
        return Response({"results": [version_of(one) for one in found]})


def owner(viewer: Any, agency_id: int | None) -> int | None:
    """Whose the rule will be; Forbidden for others' rules, Invalid for an agency there is not."""
    permissions.require_rules_of(viewer, agency_id)
    if agency_id and not Agency.objects.filter(pk=agency_id, is_active=True).exists():
        raise Invalid(agency=_("There is no such agency."))
    return agency_id


def names_in(values: dict[str, Any]) -> dict[str, str]:
    return {name: values[name] for name in NAMES if name in values}
