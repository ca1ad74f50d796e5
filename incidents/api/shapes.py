"""The shapes that are given, for the OpenAPI document; incidents/cards.py makes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers as s

from agencies.models import Role
from incidents.states import (
    Channel,
    NoteAudience,
    NoteLevel,
    Status,
    TimeCode,
    TrackBasis,
    TrackRole,
    TrackState,
)

Shape = s.Serializer[Any]


def moment(**more: Any) -> s.DateTimeField:
    return s.DateTimeField(help_text="UTC", **more)


class District(Shape):
    code = s.CharField()
    name_ko = s.CharField()
    name_en = s.CharField(allow_blank=True)


class Place(Shape):
    lon = s.FloatField()
    lat = s.FloatField()
    address = s.CharField(allow_blank=True)
    cross_street = s.CharField(allow_blank=True)
    verified = s.BooleanField()
    district = District(allow_null=True)


class Track(Shape):
    """What one agency does about the incident."""

    id = s.IntegerField()
    agency = s.IntegerField()
    role = s.ChoiceField(choices=TrackRole.choices)
    state = s.ChoiceField(choices=TrackState.choices)
    basis = s.ChoiceField(choices=TrackBasis.choices)
    version = s.IntegerField()
    asked_at = moment()
    asked_by = s.IntegerField(allow_null=True)
    takes_over = s.BooleanField()
    answer_due_at = moment(allow_null=True)
    overdue = s.BooleanField()
    acknowledged_at = moment(allow_null=True)
    acknowledged_by = s.CharField(allow_null=True)
    started_at = moment(allow_null=True)
    finished_at = moment(allow_null=True)
    reason = s.CharField(allow_blank=True)


class Card(Shape):
    """The whole incident, as desks draw it."""

    id = s.IntegerField()
    number = s.CharField()
    type = s.CharField()
    priority = s.IntegerField(min_value=0, max_value=4)
    severity = s.IntegerField(allow_null=True)
    status = s.ChoiceField(choices=Status.choices)
    exercise = s.BooleanField()
    version = s.IntegerField()
    place = Place()
    narrative = s.CharField(allow_blank=True)
    filed_at = moment()
    filed_by = s.IntegerField()
    filed_by_name = s.CharField()
    updated_at = moment()
    held_until = moment(allow_null=True)
    hold_reason = s.CharField(allow_blank=True)
    merged_into = s.IntegerField(allow_null=True)
    reports = s.IntegerField()
    disposition = s.CharField(allow_null=True)
    closed_at = moment(allow_null=True)
    tracks = Track(many=True)


class CoarsePlace(Shape):
    """To about a kilometre."""

    lon = s.FloatField()
    lat = s.FloatField()
    district = District(allow_null=True)


class Summary(Shape):
    """All that an agency knows of an incident by a summary agreement."""

    id = s.IntegerField()
    agency = s.IntegerField(help_text="The agency that leads it")
    family = s.CharField()
    priority = s.IntegerField(min_value=0, max_value=4)
    status = s.ChoiceField(choices=Status.choices)
    exercise = s.BooleanField()
    place = CoarsePlace()
    filed_at = moment()
    closed_at = moment(allow_null=True)


class Summaries(Shape):
    truncated = s.BooleanField()
    results = Summary(many=True)


class CardWithReport(Card):
    """The card, and which report was just kept."""

    report_id = s.IntegerField()


class CardPage(Shape):
    next = s.URLField(allow_null=True)
    previous = s.URLField(allow_null=True)
    results = Card(many=True)


class Report(Shape):
    """The caller only with `callers=1`; each such look is recorded."""

    id = s.IntegerField()
    incident = s.IntegerField()
    channel = s.ChoiceField(choices=Channel.choices)
    narrative = s.CharField(allow_blank=True)
    has_caller = s.BooleanField()
    received_at = moment()
    taken_by = s.CharField()
    agency = s.IntegerField()
    version = s.IntegerField()
    lon = s.FloatField(allow_null=True)
    lat = s.FloatField(allow_null=True)
    caller_name = s.CharField(allow_blank=True, required=False)
    caller_number = s.CharField(allow_blank=True, required=False)


class Reports(Shape):
    results = Report(many=True)


class Note(Shape):
    """The text is blank where it is protected and was not asked for, or may not be read."""

    id = s.IntegerField()
    agency = s.IntegerField()
    author = s.CharField()
    audience = s.ChoiceField(choices=NoteAudience.choices)
    level = s.ChoiceField(choices=NoteLevel.choices)
    text = s.CharField(allow_blank=True)
    at = moment()


class Notes(Shape):
    results = Note(many=True)


class EmergencyAccess(Shape):
    """Who opened the incident in an emergency, why, and until when."""

    id = s.IntegerField()
    incident = s.IntegerField()
    number = s.CharField()
    agency = s.IntegerField()
    name = s.CharField()
    role = s.ChoiceField(choices=Role.choices)
    reason = s.CharField()
    opened_at = moment()
    until = moment()
    ended_at = moment(allow_null=True)
    ended_by = s.CharField(allow_blank=True)


class EmergencyAccesses(Shape):
    results = EmergencyAccess(many=True)


class Time(Shape):
    """The newest of its code."""

    code = s.ChoiceField(choices=TimeCode.choices)
    at = moment()
    agency = s.IntegerField(allow_null=True)
    who = s.CharField()
    recorded_at = moment()

    def get_fields(self) -> dict[str, Any]:
        # A serializer has an attribute `source` of its own, so this field has no line above.
        source = s.CharField(help_text="user, integration, or what a service names")
        return {**super().get_fields(), "source": source}


class Times(Shape):
    results = Time(many=True)


class SimilarIncident(Shape):
    score = s.FloatField(min_value=0, max_value=1)
    metres = s.FloatField()
    minutes = s.FloatField()
    incident = Card()


class SimilarIncidents(Shape):
    results = SimilarIncident(many=True)


class EntryActor(Shape):
    name = s.CharField()
    user = s.IntegerField(allow_null=True)
    agency = s.IntegerField(allow_null=True)
    kind = s.CharField()


class EntrySubject(Shape):
    type = s.CharField()
    id = s.IntegerField()


class Entry(Shape):
    """One entry of the city log; docs/live-entries.md shows the `data` of each kind."""

    seq = s.IntegerField()
    at = moment()
    kind = s.CharField()
    by = EntryActor()
    subject = EntrySubject()

    def get_fields(self) -> dict[str, Any]:
        # A serializer has an attribute `data` of its own, so this field has no line above.
        return {**super().get_fields(), "data": s.DictField()}


class Timeline(Shape):
    results = Entry(many=True)


class CompactTrack(Shape):
    agency = s.IntegerField()
    role = s.ChoiceField(choices=TrackRole.choices)
    state = s.ChoiceField(choices=TrackState.choices)


class FeatureProperties(Shape):
    id = s.IntegerField()
    number = s.CharField()
    type = s.CharField()
    priority = s.IntegerField()
    status = s.ChoiceField(choices=Status.choices)
    exercise = s.BooleanField()
    version = s.IntegerField()
    tracks = CompactTrack(many=True)


class Point(Shape):
    type = s.CharField()
    coordinates = s.ListField(child=s.FloatField(), min_length=2, max_length=2)


class IncidentFeature(Shape):
    type = s.CharField()
    id = s.IntegerField()
    geometry = Point()
    properties = FeatureProperties()


class IncidentFeatures(Shape):
    """RFC 7946. `truncated` when there are more than can be given at once."""

    type = s.CharField()
    truncated = s.BooleanField()
    features = IncidentFeature(many=True)
