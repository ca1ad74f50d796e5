"""The shapes that are given, for the OpenAPI document; agreements/cards.py makes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers as s

from agencies.models import Role
from agreements.states import AgreementState, Level

Shape = s.Serializer[Any]


class Signature(Shape):
    """Who put their agency's name under it."""

    agency = s.IntegerField()
    name = s.CharField()
    role = s.ChoiceField(choices=Role.choices)
    at = s.DateTimeField()


class Agreement(Shape):
    """What `giver` lets `receiver` see of the incidents that it leads."""

    id = s.IntegerField()
    giver = s.IntegerField()
    receiver = s.IntegerField()
    level = s.ChoiceField(choices=Level.choices)
    types = s.ListField(child=s.CharField())
    priorities = s.ListField(child=s.IntegerField())
    districts = s.ListField(child=s.CharField())
    everywhere = s.BooleanField()
    valid_from = s.DateTimeField()
    valid_to = s.DateTimeField(allow_null=True)
    purpose = s.CharField()
    state = s.ChoiceField(choices=AgreementState.choices)
    revision = s.IntegerField()
    replaces = s.IntegerField(allow_null=True)
    version = s.IntegerField()
    proposed_at = s.DateTimeField()
    proposed_by = s.CharField()
    proposed_for = s.IntegerField()
    signatures = Signature(many=True)
    ended_at = s.DateTimeField(allow_null=True)
    ended_by = s.CharField(allow_blank=True)
    ended_for = s.IntegerField(allow_null=True)
    end_reason = s.CharField(allow_blank=True)


class AgreementWithArea(Agreement):
    """With the ground on which it holds; null is the whole city."""

    area = s.DictField(allow_null=True, help_text="GeoJSON MultiPolygon")


class Agreements(Shape):
    results = Agreement(many=True)
