"""The bodies and queries that are taken."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from incidents.services.noting import LONGEST_NOTE
from incidents.states import (
    LEAST_SEVERITY,
    WORST_SEVERITY,
    Channel,
    LinkKind,
    NoteAudience,
    NoteLevel,
    TimeCode,
    TrackRole,
)
from safety_net.core.strict import (
    Choice,
    Flag,
    Id,
    Moment,
    Number,
    Strict,
    Text,
    Whole,
    WrittenNumber,
)

LONGEST_NARRATIVE = 20_000
LONGEST_REASON = 300
ASKABLE_ROLES = [one for one in TrackRole.choices if one[0] != TrackRole.LEAD]
RELEASED_TO = ["available_station", "available_mobile", "returning"]
LINKABLE = [one for one in LinkKind.choices if one[0] != LinkKind.DUPLICATE_OF]


def longitude(kind: type[Number] = Number, **more: Any) -> Number:
    return kind(min_value=-180, max_value=180, help_text="Degrees east, WGS 84", **more)


def latitude(kind: type[Number] = Number, **more: Any) -> Number:
    swapped = _("A latitude is between -90 and 90. Are longitude and latitude swapped?")
    messages: dict[str, Any] = {"min_value": swapped, "max_value": swapped}
    return kind(
        min_value=-90,
        max_value=90,
        help_text="Degrees north, WGS 84",
        error_messages=messages,
        **more,
    )


class PlaceInput(Strict):
    """A pin and, apart from it, what was typed."""

    lon = longitude()
    lat = latitude()
    address = Text(required=False, allow_blank=True, max_length=300)
    cross_street = Text(required=False, allow_blank=True, max_length=200)
    verified = Flag(required=False, help_text="The address was matched, not merely typed")


class CallerFields(Strict):
    """A report's words and its caller; the caller's fields are protected."""

    channel = Choice(choices=Channel.choices, required=False)
    caller_name = Text(required=False, allow_blank=True, max_length=100)
    caller_number = Text(required=False, allow_blank=True, max_length=40)


class FirstReportInput(CallerFields):
    """The report that an incident is filed with."""

    received_at = Moment(required=False)


class FilingInput(Strict):
    """Type and place are enough, and the incident exists."""

    type = Text(max_length=40)
    place = PlaceInput()
    priority = Whole(required=False, allow_null=True, min_value=0, max_value=4)
    narrative = Text(required=False, allow_blank=True, max_length=LONGEST_NARRATIVE)
    report = FirstReportInput(required=False)
    exercise = Flag(required=False)


class ReportInput(FirstReportInput):
    """Another report on an incident that exists; its own pin is optional."""

    narrative = Text(required=False, allow_blank=True, max_length=LONGEST_NARRATIVE)
    lon = longitude(required=False)
    lat = latitude(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("lon" in attrs) != ("lat" in attrs):
            raise serializers.ValidationError(_("A pin has both lon and lat."))
        return attrs


class ReportsQuery(Strict):
    """Without callers nothing is recorded."""

    callers = serializers.BooleanField(
        required=False, default=False, help_text="Who called, for those who may read callers"
    )


@extend_schema_serializer(component_name="ReportChange")
class ReportChange(CallerFields):
    """Only what is named changes. With a `version`, only if that is still the report's."""

    version = Whole(required=False, min_value=1, max_value=2**31 - 1)
    narrative = Text(required=False, allow_blank=True, max_length=LONGEST_NARRATIVE)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        something_of({name: attrs[name] for name in attrs if name != "version"})
        return attrs


class PlaceChange(PlaceInput):
    """Only what is named changes."""

    lon = longitude(required=False)
    lat = latitude(required=False)


class IncidentChange(Strict):
    """`version` is the one that the change was made on."""

    version = Whole(min_value=1, max_value=2**31 - 1)
    type = Text(required=False, max_length=40)
    place = PlaceChange(required=False)
    priority = Whole(required=False, min_value=0, max_value=4)
    severity = Whole(
        required=False,
        allow_null=True,
        min_value=LEAST_SEVERITY,
        max_value=WORST_SEVERITY,
        help_text="Of a disaster, S1 to S5; null takes it away",
    )
    reason = Text(
        required=False, allow_blank=True, max_length=LONGEST_REASON, help_text="To lower a priority"
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        something_of({name: attrs[name] for name in CHANGEABLE if name in attrs})
        return attrs


CHANGEABLE = ("type", "place", "priority", "severity")


def something_of(attrs: dict[str, Any]) -> dict[str, Any]:
    """`attrs`, or a refusal when there is nothing in it."""
    if not attrs:
        raise serializers.ValidationError(_("Say what is to change."))
    return attrs


class NothingInput(Strict):
    """An empty object, or no body."""


class ReasonInput(Strict):
    """Why."""

    reason = Text(max_length=LONGEST_REASON)


class AskInput(Strict):
    """Which agency, and what for."""

    agency = Id()
    role = Choice(choices=ASKABLE_ROLES, required=False)
    transfer = Flag(required=False, help_text="It takes over the lead when it acknowledges")
    reason = Text(required=False, allow_blank=True, max_length=LONGEST_REASON)


class HoldInput(Strict):
    """For how long, and what it waits for."""

    minutes = Whole(min_value=1, max_value=720)
    reason = Text(max_length=LONGEST_REASON)


class NoteInput(Strict):
    """A note for all involved agencies, or for one's own."""

    text = Text(max_length=LONGEST_NOTE)
    audience = Choice(choices=NoteAudience.choices, required=False)
    level = Choice(
        choices=NoteLevel.choices, required=False, help_text="Who reads it: docs/sharing.md"
    )


class NotesQuery(Strict):
    """Without `protected` nothing is recorded."""

    protected = serializers.BooleanField(
        required=False, default=False, help_text="The texts of protected notes that one may read"
    )


class EmergencyInput(Strict):
    """Which incident, by its number or the id of its summary, and why."""

    number = Text(required=False, max_length=20)
    incident = Id(required=False)
    reason = Text(max_length=500)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("number" in attrs) == ("incident" in attrs):
            raise serializers.ValidationError(_("Name the incident by its number or by its id."))
        return attrs


class TimeInput(Strict):
    """What happened, and when; not a time to come."""

    code = Choice(choices=TimeCode.choices)
    at = Moment()


class LinkInput(Strict):
    """To which incident, and how they belong together."""

    kind = Choice(choices=LINKABLE)
    to = Id()


class MergeInput(Strict):
    """The incident that goes on for both."""

    into = Id()
    version = Whole(min_value=1, max_value=2**31 - 1, help_text="Of the duplicate")


class CloseInput(Strict):
    """How it ended."""

    disposition = Text(max_length=40)
    version = Whole(min_value=1, max_value=2**31 - 1)
    note = Text(required=False, allow_blank=True, max_length=LONGEST_NOTE)
    override_reason = Text(
        required=False,
        allow_blank=True,
        max_length=LONGEST_REASON,
        help_text="A supervisor may close while agencies are still at work",
    )
    released_to = Choice(
        choices=RELEASED_TO,
        required=False,
        help_text="Frees the units that are still on it, and says what they do next",
    )


class SimilarQuery(Strict):
    """Where, and what; before the type is known, place and time decide."""

    lon = longitude(WrittenNumber)
    lat = latitude(WrittenNumber)
    type = serializers.CharField(required=False, allow_blank=True, max_length=40)
    exercise = serializers.BooleanField(required=False, default=False)
