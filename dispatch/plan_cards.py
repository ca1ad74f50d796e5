"""The public shape of a response plan: one for REST and entries. docs/response-plans.md."""

from __future__ import annotations

from typing import Any

import orjson
from django.db.models import QuerySet

from dispatch.models import PlanRequirement, ResponsePlan
from safety_net.core.clock import iso


def with_card(plans: QuerySet[ResponsePlan]) -> QuerySet[ResponsePlan]:
    """With everything that a card needs, in two queries for any number of rows."""
    rows = plans.select_related("incident_type", "agency")
    return rows.prefetch_related("requirements__capability")


def plan_of(plan: ResponsePlan) -> dict[str, Any]:
    """The whole plan. `area` is GeoJSON; `starts` and `ends` are the city's time, HH:MM."""
    return {
        "id": plan.pk,
        "name_ko": plan.name_ko,
        "name_en": plan.name_en,
        "advice_ko": plan.advice_ko,
        "advice_en": plan.advice_en,
        "agency": plan.agency_id,
        "type": plan.incident_type.code if plan.incident_type else None,
        "family": plan.family,
        "priority_from": plan.priority_from,
        "priority_to": plan.priority_to,
        "district": plan.district_code,
        "area": orjson.loads(plan.area.geojson) if plan.area else None,
        "days": sorted(plan.days),
        "starts": plan.starts.strftime("%H:%M") if plan.starts else None,
        "ends": plan.ends.strftime("%H:%M") if plan.ends else None,
        "within_minutes": plan.within_minutes,
        "requirements": [requirement_of(one) for one in plan.requirements.all()],
        "active": plan.is_active,
        "version": plan.version,
        "changed_at": iso(plan.changed_at),
        "changed_by": plan.changed_by,
    }


def requirement_of(one: PlanRequirement) -> dict[str, Any]:
    """What one alarm level adds."""
    return {
        "alarm_level": one.alarm_level,
        "capability": one.capability.code,
        "number": one.number,
        "agency_kind": one.agency_kind,
        "agency": one.agency_id,
    }
