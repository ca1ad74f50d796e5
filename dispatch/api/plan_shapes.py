"""Shapes of plans and recommendations, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers as s

Shape = s.Serializer[Any]


class PlanRequirementShape(Shape):
    """What one alarm level adds."""

    alarm_level = s.IntegerField()
    capability = s.CharField()
    number = s.IntegerField()
    agency_kind = s.CharField(allow_blank=True)
    agency = s.IntegerField(allow_null=True)


class PlanShape(Shape):
    """A response plan; `agency` is null for the city's."""

    id = s.IntegerField()
    name_ko = s.CharField()
    name_en = s.CharField(allow_blank=True)
    advice_ko = s.CharField(allow_blank=True)
    advice_en = s.CharField(allow_blank=True)
    agency = s.IntegerField(allow_null=True)
    type = s.CharField(allow_null=True)
    family = s.CharField(allow_blank=True)
    priority_from = s.IntegerField()
    priority_to = s.IntegerField()
    district = s.CharField(allow_blank=True)
    area = s.DictField(allow_null=True, help_text="GeoJSON MultiPolygon")
    days = s.ListField(child=s.IntegerField())
    starts = s.CharField(allow_null=True)
    ends = s.CharField(allow_null=True)
    within_minutes = s.IntegerField()
    requirements = PlanRequirementShape(many=True)
    active = s.BooleanField()
    version = s.IntegerField()
    changed_at = s.DateTimeField(allow_null=True)
    changed_by = s.CharField(allow_blank=True)


class Plans(Shape):
    results = PlanShape(many=True)


class ChosenPlan(Shape):
    """The plan that counts; its words are in the language of whoever asks."""

    id = s.IntegerField()
    name = s.CharField()
    advice = s.CharField(allow_blank=True)
    version = s.IntegerField()
    within_minutes = s.IntegerField()


class ShortageShape(Shape):
    """Why somebody is missing; docs/response-plans.md lists the codes."""

    code = s.CharField()
    count = s.IntegerField()
    text = s.CharField()


class NeedShape(Shape):
    """`number` at this level in all, `have` on the incident, `short` neither there nor to be had.

    `ask` are agencies without a part in the incident that could help.
    """

    capability = s.CharField()
    number = s.IntegerField()
    have = s.IntegerField()
    agency_kind = s.CharField(allow_blank=True)
    agency = s.IntegerField(allow_null=True)
    short = s.IntegerField()
    reasons = ShortageShape(many=True)
    ask = s.ListField(child=s.IntegerField())


class PositionShape(Shape):
    """From where the unit is counted; `stale` where its last position is too old to count."""

    age_seconds = s.IntegerField(allow_null=True)
    stale = s.BooleanField()
    lon = s.FloatField()
    lat = s.FloatField()

    def get_fields(self) -> dict[str, Any]:
        # A serializer has an attribute `source` of its own, so this field has no line above.
        source = s.ChoiceField(choices=[("fix", "fix"), ("station", "station")])
        return {"source": source, **super().get_fields()}


class CrewShape(Shape):
    have = s.IntegerField(allow_null=True)
    minimum = s.IntegerField()


class RecommendedUnit(Shape):
    """`seconds` from the alert to the scene, turnout included: an estimate.

    An `engaged` unit is on another incident; it is named where nobody is free.
    """

    unit = s.IntegerField()
    call_sign = s.CharField()
    agency = s.IntegerField()
    kind = s.CharField()
    station = s.IntegerField(allow_null=True)
    reason = s.CharField()
    metres = s.IntegerField()
    seconds = s.IntegerField()
    estimate = s.BooleanField()
    by = s.CharField()
    position = PositionShape()
    crew = CrewShape()
    mine = s.BooleanField()
    engaged = s.BooleanField()

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), "for": s.CharField(help_text="The capability")}


class RecommendationShape(Shape):
    """Who should go, and what is short and why. Nobody is sent by it."""

    alarm_level = s.IntegerField()
    raised = s.IntegerField(help_text="The incident's present alarm level")
    plan = ChosenPlan(allow_null=True)
    levels = s.ListField(child=s.IntegerField())
    travel = s.CharField(help_text="road, or distance where no road is known")
    requirements = NeedShape(many=True)
    units = RecommendedUnit(many=True)
    at = s.DateTimeField()


class AlarmShape(Shape):
    incident = s.IntegerField()
    level = s.IntegerField()
