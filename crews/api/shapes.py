"""The shapes that are given, for the OpenAPI document; crews/selectors makes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers as s

from crews.services.acting import ActKind
from incidents.api.shapes import Card

Shape = s.Serializer[Any]


class LogOnShape(Shape):
    unit = s.IntegerField()
    at = s.DateTimeField()


class CrewMemberShape(Shape):
    name = s.CharField()
    at = s.DateTimeField()
    me = s.BooleanField()


class Scene(Shape):
    """An incident, its newest notes, and every unit that is on it."""

    card = Card()
    notes = s.ListField(child=s.DictField())
    units = s.ListField(child=s.DictField(), help_text="Assignments, the primary one first")


class Picture(Shape):
    """Empty while one is logged on to no unit."""

    log_on = LogOnShape(allow_null=True)
    unit = s.DictField(allow_null=True, help_text="The unit's card")
    crew = CrewMemberShape(many=True)
    assignments = s.ListField(
        child=s.DictField(), help_text="The latest first; `times` by status that was reached"
    )
    incidents = Scene(many=True)
    mayday = s.DictField(allow_null=True)
    moves = s.DictField(
        child=s.ListField(child=s.CharField()), help_text="Status → next ones, the likeliest first"
    )
    duty_moves = s.DictField(child=s.ListField(child=s.CharField()))
    as_of = s.IntegerField(help_text="Where to begin on the live channel")
    server_time = s.DateTimeField()


class CrewUnit(Shape):
    id = s.IntegerField()
    call_sign = s.CharField()
    kind = s.CharField()
    station_ko = s.CharField(allow_blank=True)
    station_en = s.CharField(allow_blank=True)
    crew = s.ListField(child=s.CharField(), help_text="Who is logged on")


class CrewUnits(Shape):
    results = CrewUnit(many=True)


class ActDone(Shape):
    kind = s.ChoiceField(choices=ActKind.choices)
    unit = s.IntegerField()
    happened = s.DateTimeField(help_text="When it counts as done")


class Refused(Shape):
    index = s.IntegerField()
    code = s.CharField()
    text = s.CharField()


class FixesTaken(Shape):
    accepted = s.IntegerField()
    refused = Refused(many=True)
