"""The bodies that are taken about units on incidents."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from dispatch.models.plans import HIGHEST_ALARM
from dispatch.models.unit_view import LONGEST_FILTER, TABS, UnitOrder
from dispatch.services.sending import MOST_UNITS
from dispatch.states import FIRST_STATUSES, UnitStatus
from incidents.api.inputs import LONGEST_REASON, latitude, longitude
from safety_net.core.strict import Choice, Flag, Id, Moment, Strict, Text, Whole
from units.states import READY, Duty

FIRST = [one for one in UnitStatus.choices if one[0] in FIRST_STATUSES]
MOVABLE = [one for one in UnitStatus.choices if one[0] != UnitStatus.CLEAR]
FREED_TO = [one for one in Duty.choices if one[0] in READY]


def a_reason(**more: Any) -> Text:
    return Text(required=False, allow_blank=True, max_length=LONGEST_REASON, **more)


class SendInput(Strict):
    """Which units of one's own agency; the first one named becomes the primary one."""

    units = serializers.ListField(child=Id(), min_length=1, max_length=MOST_UNITS)
    status = Choice(choices=FIRST, required=False, help_text="alerted unless it goes at once")
    also = Flag(required=False, help_text="On purpose, although a unit is on another incident")
    alarm_level = Whole(
        required=False,
        min_value=1,
        max_value=HIGHEST_ALARM,
        help_text="The incident's present one unless another is meant",
    )


class StatusInput(Strict):
    """The status that was reached, and when, if not now."""

    status = Choice(choices=MOVABLE)
    at = Moment(required=False)
    reason = a_reason(help_text="A supervisor may move it against the table, and says why")
    destination = Text(required=False, allow_blank=True, max_length=200)


class FreeInput(Strict):
    """Why it is done here, and what it does next unless another incident holds it."""

    reason = a_reason()
    then = Choice(choices=FREED_TO, required=False)


class ClearInput(FreeInput):
    """When, if not now; a supervisor may clear against the table."""

    at = Moment(required=False)
    override_reason = a_reason(help_text="For a supervisor, where the table has no such move")


class TimeOfUnitInput(Strict):
    """When a unit reached a status, and why that is said now."""

    status = Choice(choices=UnitStatus.choices)
    at = Moment()
    reason = Text(max_length=LONGEST_REASON)


class MaydayInput(Strict):
    """Where the crew is; without it, where the unit was last heard."""

    lon = longitude(required=False)
    lat = latitude(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("lon" in attrs) != ("lat" in attrs):
            raise serializers.ValidationError(_("A pin has both lon and lat."))
        return attrs


class UnitViewInput(Strict):
    """Which tab of the unit board, in which order, and what it is filtered by."""

    service = Choice(choices=TABS)
    sort = Choice(choices=UnitOrder.choices)
    text = Text(allow_blank=True, max_length=LONGEST_FILTER)
    free = Flag()
