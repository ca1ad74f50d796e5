"""Which incidents a list shows. A filter that nobody knows is refused, not ignored."""

from __future__ import annotations

from datetime import datetime
from typing import cast

import django_filters as filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from incidents.api.filter_fields import Box, BoxField, FlagField, IdField, MomentField, Several
from incidents.models import Incident
from incidents.querysets import IncidentQuerySet
from incidents.states import Priority, Status
from safety_net.core.strict import LARGEST_ID

Rows = IncidentQuerySet[Incident]
OTHER_PARAMETERS = frozenset({"cursor", "limit", "format"})


@extend_schema_field({"type": "integer", "minimum": 1, "maximum": LARGEST_ID})
class IdFilter(filters.Filter):
    field_class = IdField


@extend_schema_field({"type": "string", "example": "126.4,37.3,126.9,37.7"})
class BoxFilter(filters.Filter):
    field_class = BoxField


@extend_schema_field(OpenApiTypes.DATETIME)
class MomentFilter(filters.Filter):
    field_class = MomentField


@extend_schema_field(OpenApiTypes.BOOL)
class FlagFilter(filters.Filter):
    field_class = FlagField


class IncidentFilter(filters.FilterSet):
    """Several values of one filter are alternatives; several filters must all hold."""

    status = filters.MultipleChoiceFilter(choices=Status.choices, widget=Several)
    priority = filters.MultipleChoiceFilter(choices=Priority.choices, widget=Several)
    agency = IdFilter(field_name="tracks__agency_id", label=_("has a track of this agency"))
    type = filters.CharFilter(
        method="of_type", max_length=40, label=_("a code, or a family: FIRE for all fires")
    )
    bbox = BoxFilter(method="in_box", label=_("west,south,east,north in degrees"))
    since = MomentFilter(method="filed_since", label=_("filed at this time or later"))
    exercise = FlagFilter(label=_("only exercises, or none"))

    def of_type(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.filter(Q(type__code=value) | Q(type__code__startswith=f"{value}."))

    def in_box(self, rows: Rows, name: str, value: Box) -> Rows:
        return rows.inside(*value)

    def filed_since(self, rows: Rows, name: str, value: datetime) -> Rows:
        return rows.filed_since(value)


def filtered(rows: Rows, request: Request) -> Rows:
    """`rows` narrowed by the query, or ValidationError for a filter that can't be used."""
    known = OTHER_PARAMETERS | set(IncidentFilter.base_filters)
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        raise ValidationError({name: [_("There is no such filter.")] for name in unknown})
    form = IncidentFilter(request.query_params, queryset=rows)
    if not form.is_valid():
        raise ValidationError(form.errors)
    return cast(Rows, form.qs)
