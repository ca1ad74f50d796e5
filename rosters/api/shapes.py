"""Shapes of rosters, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers as s

from rosters.models.layer import HolidayRule, TurnUnit

Shape = s.Serializer[Any]


class PersonShape(Shape):
    id = s.IntegerField()
    name = s.CharField()


class RosterBrief(Shape):
    """Which roster it is."""

    id = s.IntegerField()
    agency = s.IntegerField()
    name_ko = s.CharField()
    name_en = s.CharField(allow_blank=True)


class LayerShape(Shape):
    """Hours are the city's, HH:MM; `people` take turns in that order."""

    name = s.CharField(allow_blank=True)
    rank = s.IntegerField()
    people = PersonShape(many=True)
    unit = s.ChoiceField(choices=TurnUnit.choices)
    length = s.IntegerField()
    hand_over = s.CharField()
    starts_on = s.DateField()
    ends_on = s.DateField(allow_null=True)
    days = s.ListField(child=s.IntegerField())
    hours_from = s.CharField(allow_null=True)
    hours_to = s.CharField(allow_null=True)
    holidays = s.ChoiceField(choices=HolidayRule.choices)


class RosterShape(RosterBrief):
    """The whole roster; of its layers, a later one lies over those before it of its rank."""

    passes_on = s.BooleanField()
    hand_over_minutes = s.IntegerField()
    layers = LayerShape(many=True)
    active = s.BooleanField()
    version = s.IntegerField()
    changed_at = s.DateTimeField()
    changed_by = s.CharField()


class SpanShape(Shape):
    begin = s.DateTimeField()
    end = s.DateTimeField()


class RosterNow(RosterShape):
    """With who is on duty, the primary first; until when; who is next; gaps of 14 days.

    `until` is null while it does not end within 14 days.
    """

    on_duty = PersonShape(many=True)
    until = s.DateTimeField(allow_null=True)
    next = PersonShape(many=True)
    gaps = SpanShape(many=True)


class Rosters(Shape):
    results = RosterNow(many=True)


class DutyShape(SpanShape):
    """The same people from `begin` to `end`; nobody is a gap."""

    people = PersonShape(many=True)


class DutyTimeline(Shape):
    results = DutyShape(many=True)


class Spans(Shape):
    results = SpanShape(many=True)


class AlarmedGap(SpanShape):
    """A gap of which the agency was told."""

    roster = RosterBrief()
    found_at = s.DateTimeField()


class AlarmedGaps(Shape):
    results = AlarmedGap(many=True)


class OverrideShape(SpanShape):
    """`instead_of` is null for somebody on duty besides."""

    id = s.IntegerField()
    roster = s.IntegerField()
    person = PersonShape()
    instead_of = PersonShape(allow_null=True)
    reason = s.CharField(allow_blank=True)


class Overrides(Shape):
    results = OverrideShape(many=True)


class ShiftShape(SpanShape):
    """`imported`: from a calendar."""

    id = s.IntegerField()
    roster = s.IntegerField()
    person = PersonShape()
    rank = s.IntegerField()
    imported = s.BooleanField()


class Shifts(Shape):
    results = ShiftShape(many=True)


class LeaveShape(SpanShape):
    id = s.IntegerField()
    person = PersonShape()


class Leaves(Shape):
    results = LeaveShape(many=True)


class HolidayShape(Shape):
    id = s.IntegerField()
    day = s.DateField()
    name_ko = s.CharField()
    name_en = s.CharField(allow_blank=True)


class Holidays(Shape):
    results = HolidayShape(many=True)


class RefusedEvent(Shape):
    """An event that can't be used; docs/rosters.md lists the codes in `reason`."""

    summary = s.CharField(allow_blank=True)
    begin = s.CharField(allow_blank=True)
    reason = s.CharField()
    text = s.CharField()


class ImportedShape(Shape):
    """How many shifts came, how many of an earlier import went, what was left out."""

    made = s.IntegerField()
    removed = s.IntegerField()
    refused = RefusedEvent(many=True)


class CalendarShape(Shape):
    """`roster` is null for one's own duties."""

    id = s.IntegerField()
    roster = s.IntegerField(allow_null=True)
    made_at = s.DateTimeField()


class NewCalendar(CalendarShape):
    """`url` is told this once."""

    url = s.CharField()


class Calendars(Shape):
    results = CalendarShape(many=True)
