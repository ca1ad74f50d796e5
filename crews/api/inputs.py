"""The bodies and queries that are taken."""

from __future__ import annotations

from rest_framework import serializers

from crews.services.acting import ActKind
from dispatch.states import UnitStatus
from incidents.api.inputs import LONGEST_REASON, NothingInput, latitude, longitude
from incidents.services.noting import LONGEST_NOTE
from incidents.states import NoteAudience
from safety_net.core.strict import Choice, Id, Moment, Number, Strict, Text
from units.states import READY, Duty

__all__ = ["ActInput", "AnyFixes", "FixesInput", "LogOnInput", "NothingInput", "UnitsQuery"]

MOVABLE = [one for one in UnitStatus.choices if one[0] not in ("alerted", "clear")]
FREED = [one for one in Duty.choices if one[0] in READY]
MOST_FIXES = 100


class UnitsQuery(Strict):
    """Words of a call sign, kind or station."""

    q = serializers.CharField(required=False, allow_blank=True, max_length=100)


class LogOnInput(Strict):
    """Which unit."""

    unit = Id()


class ActInput(Strict):
    """What happened, when, and what belongs to its kind.

    `accept`, `status`, `clear`, `note`, `check` and `undo` are about an assignment; `duty` and
    `mayday` about the unit alone.
    """

    kind = Choice(choices=ActKind.choices)
    unit = Id()
    at = Moment(required=False, help_text="When the thumb pressed; now, if it is not said")
    assignment = Id(required=False)
    status = Choice(choices=MOVABLE, required=False)
    destination = Text(required=False, allow_blank=True, max_length=200)
    then = Choice(choices=FREED, required=False, help_text="What a cleared unit does next")
    duty = Choice(choices=Duty.choices, required=False)
    reason = Text(required=False, allow_blank=True, max_length=LONGEST_REASON)
    text = Text(required=False, max_length=LONGEST_NOTE)
    audience = Choice(choices=NoteAudience.choices, required=False)
    lon = longitude(required=False)
    lat = latitude(required=False)


class FixInput(Strict):
    """Where the phone was."""

    at = Moment()
    lon = longitude()
    lat = latitude()
    heading = Number(required=False, allow_null=True, min_value=0, max_value=360)
    speed_kmh = Number(required=False, allow_null=True, min_value=0)
    accuracy_m = Number(required=False, allow_null=True, min_value=0)


class FixesInput(Strict):
    """A few positions of one's unit, oldest first."""

    unit = Id()
    fixes = serializers.ListField(child=FixInput(), min_length=1, max_length=MOST_FIXES)


class AnyFixes(Strict):
    """The same, with fixes still unread: positions judges them one by one."""

    unit = Id()
    fixes = serializers.ListField(
        child=serializers.DictField(), min_length=1, max_length=MOST_FIXES
    )
