"""The shapes that are given, for the OpenAPI document; dispatch/cards.py makes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers as s

from dispatch.states import UnitStatus

Shape = s.Serializer[Any]


def moment(**more: Any) -> s.DateTimeField:
    return s.DateTimeField(help_text="UTC", **more)


class Assignment(Shape):
    """A unit on an incident."""

    id = s.IntegerField()
    incident = s.IntegerField()
    unit = s.IntegerField()
    call_sign = s.CharField()
    kind = s.CharField()
    agency = s.IntegerField()
    status = s.ChoiceField(choices=UnitStatus.choices)
    since = moment()
    primary = s.BooleanField()
    alarm_level = s.IntegerField()
    assigned_at = moment()
    assigned_by = s.CharField()
    destination = s.CharField(allow_blank=True)
    cleared_at = moment(allow_null=True)
    clear_reason = s.CharField(allow_blank=True)
    safety_due_at = moment(allow_null=True)
    safety_missed = s.BooleanField()
    version = s.IntegerField()


class Assignments(Shape):
    results = Assignment(many=True)


class TimeOfUnit(Shape):
    """`counts` where it is the newest of its status."""

    status = s.ChoiceField(choices=UnitStatus.choices)
    at = moment()
    reason = s.CharField(allow_blank=True)
    who = s.CharField()
    recorded_at = moment()
    counts = s.BooleanField()

    def get_fields(self) -> dict[str, Any]:
        # A serializer has an attribute `source` of its own, so this field has no line above.
        source = s.CharField(help_text="desk, crew, integration, correction …")
        return {**super().get_fields(), "source": source}


class TimesOfUnit(Shape):
    results = TimeOfUnit(many=True)


class Mayday(Shape):
    """A crew in danger."""

    id = s.IntegerField()
    unit = s.IntegerField()
    call_sign = s.CharField()
    agency = s.IntegerField()
    incident = s.IntegerField(allow_null=True)
    lon = s.FloatField(allow_null=True)
    lat = s.FloatField(allow_null=True)
    raised_at = moment()
    raised_by = s.CharField()
    acknowledged_at = moment(allow_null=True)
    acknowledged_by = s.CharField(allow_blank=True)
    ended_at = moment(allow_null=True)
    ended_by = s.CharField(allow_blank=True)
    end_reason = s.CharField(allow_blank=True)
