"""The shapes that are given, for the OpenAPI document; positions/selectors make them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers as s

from positions.states import Reason, Source

Shape = s.Serializer[Any]


class RefusedOfBatch(Shape):
    index = s.IntegerField(help_text="Its place in `fixes`, from 0")
    code = s.ChoiceField(choices=Reason.choices)
    text = s.CharField()


class Taken(Shape):
    """How many were taken, and why the others were not."""

    accepted = s.IntegerField()
    refused = RefusedOfBatch(many=True)


class PastPosition(Shape):
    """One position of the history."""

    at = s.DateTimeField(help_text="UTC")
    received_at = s.DateTimeField(help_text="UTC")
    lon = s.FloatField()
    lat = s.FloatField()
    heading = s.IntegerField(allow_null=True, help_text="Degrees from north, clockwise")
    speed_kmh = s.FloatField(allow_null=True)
    accuracy_m = s.FloatField(allow_null=True)
    simulated = s.BooleanField()

    def get_fields(self) -> dict[str, Any]:
        found: dict[str, Any] = super().get_fields()
        return {**found, "source": s.ChoiceField(choices=Source.choices)}


class Position(PastPosition):
    """The latest of a unit. A stale one is told as stale, never as fresh."""

    unit = s.IntegerField()
    age_seconds = s.IntegerField()
    stale = s.BooleanField()


class Positions(Shape):
    at = s.DateTimeField(help_text="UTC; ages count from then")
    truncated = s.BooleanField()
    results = Position(many=True)


class UnitTrack(Shape):
    """Where a unit has been, in order of time."""

    truncated = s.BooleanField(help_text="There is more; ask again from the last time on")
    results = PastPosition(many=True)


class UnitTrackLine(Shape):
    """A GeoJSON feature; its geometry is null with less than two positions."""

    type = s.CharField()
    geometry = s.DictField(allow_null=True)
    properties = s.DictField()


class RefusedPosition(Shape):
    code = s.ChoiceField(choices=Reason.choices)
    text = s.CharField()
    unit = s.CharField(allow_blank=True, help_text="As it was named")
    device = s.CharField(allow_blank=True)
    received_at = s.DateTimeField(help_text="UTC")
    sent = s.CharField(allow_blank=True, help_text="Cut short")


class RefusedPositions(Shape):
    """Every one is counted; only the latest are listed."""

    since = s.DateField(help_text="UTC")
    counts = s.DictField(child=s.IntegerField(), help_text="Reason → number")
    latest = RefusedPosition(many=True)
