"""The bodies and queries about rosters, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from rosters.models.layer import LONGEST_TURN, LOWEST_RANK, HolidayRule, TurnUnit
from rosters.models.roster import LONGEST_HAND_OVER
from rosters.services.keeping import MOST_LAYERS, MOST_PEOPLE, Turns
from safety_net.core.errors import Invalid
from safety_net.core.strict import YEARS, Choice, Flag, Id, Moment, Strict, Text, Whole

CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"
LONGEST_LOOK = timedelta(days=62)


class Day(serializers.DateField):
    """A day of the city, YYYY-MM-DD, in this century."""

    default_error_messages = {"far": _("The year must be between 2000 and 2100.")}

    def to_internal_value(self, value: Any) -> date:
        if not isinstance(value, str):
            self.fail("invalid", format="YYYY-MM-DD")
        day: date = super().to_internal_value(value)
        if day.year not in YEARS:
            self.fail("far")
        return day


class LayerInput(Strict):
    """People who take turns, in that order; a later layer lies over those before it of its rank."""

    name = Text(max_length=100, required=False, allow_blank=True)
    rank = Whole(min_value=1, max_value=LOWEST_RANK, required=False)
    people = serializers.ListField(child=Id(), min_length=1, max_length=MOST_PEOPLE)
    unit = Choice(choices=TurnUnit.choices, required=False)
    length = Whole(min_value=1, max_value=LONGEST_TURN, required=False)
    hand_over = serializers.RegexField(CLOCK, required=False)
    starts_on = Day()
    ends_on = Day(required=False, allow_null=True)
    days = serializers.ListField(
        child=Whole(min_value=1, max_value=7), required=False, max_length=7, help_text="Monday is 1"
    )
    hours_from = serializers.RegexField(CLOCK, required=False, allow_null=True)
    hours_to = serializers.RegexField(CLOCK, required=False, allow_null=True)
    holidays = Choice(choices=HolidayRule.choices, required=False)


class RosterFields(Strict):
    """`passes_on`: the turn of somebody away goes to the next in order, else to nobody."""

    name_ko = Text(max_length=100, required=False)
    name_en = Text(max_length=100, required=False, allow_blank=True)
    passes_on = Flag(required=False)
    hand_over_minutes = Whole(min_value=0, max_value=LONGEST_HAND_OVER, required=False)
    active = Flag(required=False)
    layers = serializers.ListField(child=LayerInput(), required=False, max_length=MOST_LAYERS)


class RosterInput(RosterFields):
    """A new roster of an agency."""

    agency = Id()
    name_ko = Text(max_length=100)


class RosterChange(RosterFields):
    """What changes; `layers` replaces them all."""

    version = Whole(min_value=1, max_value=2**31 - 1)


class OverrideInput(Strict):
    """`person` instead of somebody, or (null) besides all others."""

    person = Id()
    instead_of = Id(required=False, allow_null=True)
    begin = Moment()
    end = Moment()
    reason = Text(max_length=200, required=False, allow_blank=True)


class ShiftInput(Strict):
    """Everybody named is on duty; the shift lies over the layers of its rank."""

    people = serializers.ListField(child=Id(), min_length=1, max_length=20)
    rank = Whole(min_value=1, max_value=LOWEST_RANK, required=False)
    begin = Moment()
    end = Moment()


class LeaveInput(Strict):
    """Somebody is on no duty at all from `begin` to `end`."""

    person = Id()
    begin = Moment()
    end = Moment()


class HolidayInput(Strict):
    """A day on which the city rests."""

    day = Day()
    name_ko = Text(max_length=100)
    name_en = Text(max_length=100, required=False, allow_blank=True)


class ImportInput(Strict):
    """`calendar` is the text of an .ics file, up to 500 kB. `leave_out`: take what can be used."""

    calendar = Text()
    rank = Whole(min_value=1, max_value=LOWEST_RANK, required=False)
    leave_out = Flag(required=False)


class CalendarInput(Strict):
    """For one roster, or (null) for one's own duties."""

    roster = Id(required=False, allow_null=True)


class WindowQuery(Strict):
    """From now and for 14 days unless told otherwise; 62 days at most."""

    begin = Moment(required=False)
    end = Moment(required=False)


def window_of(values: Mapping[str, Any], at: datetime) -> tuple[datetime, datetime]:
    """Begin and end; Invalid where there is nothing between them, or too much."""
    begin = values.get("begin", at)
    end = values.get("end", begin + timedelta(days=14))
    if end <= begin:
        raise Invalid(end=_("It ends after it begins."))
    if end - begin > LONGEST_LOOK:
        raise Invalid(end=_("That is too long; no more than %(n)d days.") % {"n": 62})
    return begin, end


def roster_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a roster that were named, ready for the service."""
    plain = ("name_ko", "name_en", "passes_on", "hand_over_minutes")
    found = {name: values[name] for name in plain if name in values}
    if "active" in values:
        found["is_active"] = values["active"]
    return found


def layers_of(rows: list[dict[str, Any]] | None) -> list[Turns] | None:
    """The layers, or None where none were sent."""
    return None if rows is None else [_turns(row) for row in rows]


def _turns(row: dict[str, Any]) -> Turns:
    found = {**row, "people": tuple(row["people"])}
    for name in ("hand_over", "hours_from", "hours_to"):
        if found.get(name) is not None:
            found[name] = time.fromisoformat(found[name])
    return Turns(**found)
