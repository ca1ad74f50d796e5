"""The shapes that are given, for the OpenAPI document; units/cards.py makes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers as s

from units.states import Duty

Shape = s.Serializer[Any]


class Unit(Shape):
    """A unit, as everybody sees it who may: what it does, never where it is sent."""

    id = s.IntegerField()
    agency = s.IntegerField()
    station = s.IntegerField(allow_null=True)
    kind = s.CharField()
    call_sign = s.CharField()
    capabilities = s.DictField(child=s.IntegerField())
    crew_size = s.IntegerField()
    crew_minimum = s.IntegerField()
    radio = s.CharField(allow_blank=True)
    phone = s.CharField(allow_blank=True)
    duty = s.ChoiceField(choices=Duty.choices)
    status = s.CharField(help_text="The duty, or the status of its latest move on an incident")
    since = s.DateTimeField(help_text="UTC")
    reason = s.CharField(allow_blank=True)
    incidents = s.IntegerField(help_text="On how many it is now")
    emergency = s.BooleanField(help_text="A mayday was raised and has not ended")
    shared = s.BooleanField()
    simulated = s.BooleanField()
    active = s.BooleanField()
    version = s.IntegerField()


class Units(Shape):
    """`truncated` when there are more than can be given at once."""

    truncated = s.BooleanField()
    results = Unit(many=True)


class CrewMember(Shape):
    id = s.IntegerField()
    name = s.CharField()
    position = s.CharField(allow_blank=True)
    membership = s.IntegerField(allow_null=True)


class Crew(Shape):
    """Who is on a unit in [begin, end)."""

    id = s.IntegerField()
    unit = s.IntegerField()
    shift = s.CharField(allow_blank=True)
    begin = s.DateTimeField(help_text="UTC")
    end = s.DateTimeField(help_text="UTC")
    members = CrewMember(many=True)


class Crews(Shape):
    results = Crew(many=True)
