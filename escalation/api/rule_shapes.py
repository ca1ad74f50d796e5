"""Shapes of rules, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers as s

from escalation.states import Act, ConditionKind, TargetKind, Traffic, Whose

Shape = s.Serializer[Any]


class RuleCondition(Shape):
    """`within` in seconds; `since` empty for the first moment that the condition knows."""

    kind = s.ChoiceField(choices=ConditionKind.choices)
    within = s.IntegerField()
    since = s.CharField(allow_blank=True)
    priority = s.IntegerField(allow_null=True)


class RuleScope(Shape):
    """What is empty fits everything."""

    types = s.ListField(child=s.CharField())
    priorities = s.ListField(child=s.IntegerField())
    severities = s.ListField(child=s.IntegerField())
    agencies = s.ListField(child=s.IntegerField())
    districts = s.ListField(child=s.CharField())
    area = s.DictField(allow_null=True, help_text="GeoJSON MultiPolygon")
    days = s.ListField(child=s.IntegerField())
    starts = s.CharField(allow_null=True)
    ends = s.CharField(allow_null=True)
    traffic = s.ChoiceField(choices=Traffic.choices)


class RuleTarget(Shape):
    """Who is told."""

    kind = s.ChoiceField(choices=TargetKind.choices)
    person = s.IntegerField(allow_null=True)
    roster = s.IntegerField(allow_null=True)
    role = s.CharField(allow_blank=True)
    on_duty = s.BooleanField()
    agency = s.IntegerField(allow_null=True)
    agency_kind = s.CharField(allow_blank=True)
    whose = s.ChoiceField(choices=Whose.choices)


class RuleStep(Shape):
    """`wait` in seconds after the step before, the first after T+0."""

    wait = s.IntegerField()
    act = s.ChoiceField(choices=Act.choices)
    targets = RuleTarget(many=True)
    agency = s.IntegerField(allow_null=True)
    agency_kind = s.CharField(allow_blank=True)
    priority = s.IntegerField(allow_null=True)
    webhook = s.IntegerField(allow_null=True)


class RuleRepeat(Shape):
    times = s.IntegerField()
    wait = s.IntegerField()


class RuleDefinition(Shape):
    condition = RuleCondition()
    scope = RuleScope()
    steps = RuleStep(many=True)
    repeat = RuleRepeat()


class RuleVersionShape(Shape):
    """Published; it never changes."""

    number = s.IntegerField()
    name_ko = s.CharField()
    name_en = s.CharField(allow_blank=True)
    definition = RuleDefinition()
    published_at = s.DateTimeField()
    published_by = s.CharField()


class RuleShape(Shape):
    """`agency` is null for the city's; `draft` is null where nothing waits to be published."""

    id = s.IntegerField()
    agency = s.IntegerField(allow_null=True)
    name_ko = s.CharField()
    name_en = s.CharField(allow_blank=True)
    draft = RuleDefinition(allow_null=True)
    published = RuleVersionShape(allow_null=True)
    active = s.BooleanField()
    version = s.IntegerField()
    changed_at = s.DateTimeField()
    changed_by = s.CharField()


class Rules(Shape):
    results = RuleShape(many=True)


class RuleVersions(Shape):
    results = RuleVersionShape(many=True)
