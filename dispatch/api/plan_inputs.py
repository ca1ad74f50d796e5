"""The bodies and queries about response plans and recommendations, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from agencies.models import Agency, AgencyKind
from dispatch.models.plans import HIGHEST_ALARM
from dispatch.services.plans import Requirement
from incidents.api.inputs import latitude, longitude
from incidents.models import IncidentType
from safety_net.core.errors import Invalid
from safety_net.core.geo import area_of
from safety_net.core.strict import (
    Choice,
    Flag,
    Id,
    Moment,
    Strict,
    Text,
    Whole,
    WrittenNumber,
)
from units.models import Capability

ANY_KIND = [("", ""), *AgencyKind.choices]
CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"


class RequirementInput(Strict):
    """What one alarm level adds to those before it."""

    alarm_level = Whole(min_value=1, max_value=HIGHEST_ALARM, required=False)
    capability = Text(max_length=40)
    number = Whole(min_value=1, max_value=99, required=False)
    agency_kind = Choice(choices=ANY_KIND, required=False, allow_blank=True)
    agency = Id(required=False, allow_null=True)


class PlanFields(Strict):
    """A condition that is left out, blank or null fits everything."""

    name_ko = Text(max_length=100, required=False)
    name_en = Text(max_length=100, required=False, allow_blank=True)
    advice_ko = Text(max_length=300, required=False, allow_blank=True)
    advice_en = Text(max_length=300, required=False, allow_blank=True)
    type = Text(max_length=40, required=False, allow_null=True)
    family = Text(max_length=40, required=False, allow_blank=True)
    priority_from = Whole(min_value=0, max_value=4, required=False)
    priority_to = Whole(min_value=0, max_value=4, required=False)
    district = Text(max_length=20, required=False, allow_blank=True)
    area = serializers.DictField(
        required=False, allow_null=True, help_text="GeoJSON Polygon or MultiPolygon"
    )
    days = serializers.ListField(
        child=Whole(min_value=1, max_value=7), required=False, max_length=7, help_text="Monday is 1"
    )
    starts = serializers.RegexField(CLOCK, required=False, allow_null=True)
    ends = serializers.RegexField(CLOCK, required=False, allow_null=True)
    within_minutes = Whole(min_value=1, max_value=1440, required=False)
    active = Flag(required=False)
    requirements = RequirementInput(many=True, required=False)


class PlanInput(PlanFields):
    """A new plan, of one's agency or (city admins) of the city."""

    name_ko = Text(max_length=100)
    agency = Id(required=False, allow_null=True)


class PlanChange(PlanFields):
    """What changes; `requirements` replaces them all."""

    version = Whole(min_value=1, max_value=2**31 - 1)


class LevelQuery(Strict):
    """For which alarm level; the incident's own unless another is asked for."""

    alarm_level = serializers.IntegerField(required=False, min_value=1, max_value=HIGHEST_ALARM)


class PreviewQuery(Strict):
    """A place, a type and a time: the time decides on plan and roster; who is free is today's."""

    lon = longitude(WrittenNumber)
    lat = latitude(WrittenNumber)
    type = serializers.CharField(max_length=40)
    priority = serializers.IntegerField(required=False, min_value=0, max_value=4)
    alarm_level = serializers.IntegerField(required=False, min_value=1, max_value=HIGHEST_ALARM)
    at = Moment(required=False)


class AlarmInput(Strict):
    """The level to which the alarm is raised."""

    level = Whole(min_value=2, max_value=HIGHEST_ALARM)


def plan_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a plan that were named, ready for the service."""
    plain = ("name_ko", "name_en", "advice_ko", "advice_en", "family", "days", "within_minutes")
    found = {name: values[name] for name in plain if name in values}
    found |= {name: values[name] for name in ("priority_from", "priority_to") if name in values}
    found |= {name: _clock(values[name]) for name in ("starts", "ends") if name in values}
    if "type" in values:
        found["incident_type"] = _type(values["type"])
    if "district" in values:
        found["district_code"] = values["district"]
    if "active" in values:
        found["is_active"] = values["active"]
    if "area" in values:
        found["area"] = area_of(values["area"])
    return found


def requirements_of(rows: list[Mapping[str, Any]]) -> list[Requirement]:
    """The requirements with their capabilities and agencies; Invalid where there is none such."""
    capabilities = Capability.objects.in_bulk(
        [row["capability"] for row in rows], field_name="code"
    )
    agencies = Agency.objects.in_bulk([row["agency"] for row in rows if row.get("agency")])
    return [_requirement(row, capabilities, agencies) for row in rows]


def _requirement(
    row: Mapping[str, Any], capabilities: Mapping[str, Capability], agencies: Mapping[int, Agency]
) -> Requirement:
    capability = capabilities.get(row["capability"])
    if capability is None:
        raise Invalid(requirements=_("There is no such capability."))
    agency = agencies.get(row["agency"]) if row.get("agency") else None
    if row.get("agency") and agency is None:
        raise Invalid(requirements=_("There is no such agency."))
    return Requirement(
        capability=capability,
        number=row.get("number", 1),
        alarm_level=row.get("alarm_level", 1),
        agency_kind=row.get("agency_kind", ""),
        agency=agency,
    )


def _clock(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)


def _type(code: str | None) -> IncidentType | None:
    if not code:
        return None
    found = IncidentType.objects.filter(code=code).first()
    if found is None:
        raise Invalid(type=_("There is no such incident type."))
    return found
