"""Response plans over REST: list, make, change, retire."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.models import Agency
from dispatch import permissions
from dispatch.api import plan_inputs as inputs
from dispatch.api import plan_shapes as shapes
from dispatch.models import ResponsePlan
from dispatch.plan_cards import plan_of, with_card
from dispatch.services import plans
from safety_net.core import clock
from safety_net.core.errors import Invalid
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

AT_NIGHT = OpenApiExample(
    "Night plan of a brigade",
    request_only=True,
    value={
        "name_ko": "야간 건물화재",
        "agency": 1,
        "type": "FIRE.STRUCT",
        "starts": "22:00",
        "ends": "06:00",
        "requirements": [{"capability": "engine", "number": 4, "agency_kind": "fire"}],
    },
)


class Plans(CityView):
    """Every plan, also those that are retired."""

    area = Area.SETTINGS

    @extend_schema(
        operation_id="plans_list", summary="List the response plans", responses=shapes.Plans
    )
    def get(self, request: Request) -> Response:
        permissions.require(self.viewer, "manage_plans")
        rows = with_card(ResponsePlan.objects.all())
        return Response({"results": [plan_of(plan) for plan in rows]})

    @extend_schema(
        operation_id="plans_make",
        summary="Make a response plan",
        request=inputs.PlanInput,
        responses={201: shapes.PlanShape},
        examples=[AT_NIGHT],
    )
    def post(self, request: Request) -> Response:
        permissions.require(self.viewer, "manage_plans")
        values = read(inputs.PlanInput, request.data)
        agency_id = values.get("agency")
        permissions.require_plans_of(self.viewer, agency_id)
        if agency_id and not Agency.objects.filter(pk=agency_id, is_active=True).exists():
            raise Invalid(agency=_("There is no such agency."))
        plan = plans.make(
            values={"agency_id": agency_id, **inputs.plan_values(values)},
            requirements=inputs.requirements_of(values.get("requirements", [])),
            by=self.actor,
            at=clock.now(),
        )
        return Response(plans.card(plan), status=201)


class OnePlan(CityView):
    """One plan."""

    area = Area.SETTINGS

    @extend_schema(
        operation_id="plans_read", summary="See a response plan", responses=shapes.PlanShape
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(plans.card(permissions.plan_for(self.viewer, pk)))

    @extend_schema(
        operation_id="plans_change",
        summary="Change a response plan",
        description="Of the version that one looked at; another answers 409 with the plan as it "
        "is now. Incidents under way are recommended units by the plan as it is then.",
        request=inputs.PlanChange,
        responses=shapes.PlanShape,
    )
    def patch(self, request: Request, pk: int) -> Response:
        plan = permissions.plan_to_change(self.viewer, pk)
        values = read(inputs.PlanChange, request.data)
        rows = values.get("requirements")
        changed = plans.change(
            plan_id=plan.pk,
            version=values["version"],
            values=inputs.plan_values(values),
            requirements=None if rows is None else inputs.requirements_of(rows),
            by=self.actor,
            at=clock.now(),
        )
        return Response(plans.card(changed))

    @extend_schema(
        operation_id="plans_retire",
        summary="Retire a response plan; `active` puts it to use again",
        responses={200: shapes.PlanShape},
    )
    def delete(self, request: Request, pk: int) -> Response:
        plan = permissions.plan_to_change(self.viewer, pk)
        retired = plans.retire(plan_id=plan.pk, by=self.actor, at=clock.now())
        return Response(plans.card(retired))
