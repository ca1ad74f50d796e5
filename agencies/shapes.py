"""Shapes of people and agencies, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers as s

from agencies.models import AgencyKind, Role

Shape = s.Serializer[Any]


class MyAgency(Shape):
    id = s.IntegerField()
    role = s.ChoiceField(choices=Role.choices)


class Me(Shape):
    """Who one is, and for which agency one acts."""

    user = s.IntegerField()
    name = s.CharField()
    agency = s.IntegerField()
    role = s.ChoiceField(choices=Role.choices)
    agencies = MyAgency(many=True)
    language = s.CharField()


class AgencyShape(Shape):
    """`colour` is a token of the style sheet."""

    id = s.IntegerField()
    slug = s.CharField()
    kind = s.ChoiceField(choices=AgencyKind.choices)
    name_ko = s.CharField()
    name_en = s.CharField()
    short_ko = s.CharField()
    short_en = s.CharField()
    colour = s.CharField()


class CityShape(Shape):
    """`centre` is longitude, latitude; `bbox` west, south, east, north."""

    slug = s.CharField()
    name_ko = s.CharField()
    name_en = s.CharField()
    timezone = s.CharField()
    centre = s.ListField(child=s.FloatField(), min_length=2, max_length=2)
    zoom = s.FloatField()
    bbox = s.ListField(child=s.FloatField(), min_length=4, max_length=4)
    fictional = s.BooleanField()
    attribution = s.CharField(allow_blank=True)
