"""The bodies and queries that are taken."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from incidents.api.inputs import LONGEST_REASON, something_of
from safety_net.core.strict import LARGEST_ID, Choice, Flag, Id, Moment, Strict, Text, Whole
from units.services.rosters import LARGEST_CREW
from units.states import Duty

LONGEST_NAME = 40
MOST_PEOPLE = 500


def people(**more: Any) -> Whole:
    return Whole(min_value=0, max_value=MOST_PEOPLE, **more)


class Abilities(serializers.DictField):
    """Capability code → how many of it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(child=Whole(min_value=1, max_value=999), **more)

    def to_internal_value(self, data: Any) -> dict[str, int]:
        found: dict[str, int] = super().to_internal_value(data)
        if len(found) > 50 or any(len(code) > LONGEST_NAME for code in found):
            raise serializers.ValidationError(_("There is no such capability."))
        return found


class UnitFields(Strict):
    """What an admin says of a unit."""

    station = Id(required=False, allow_null=True)
    capabilities = Abilities(required=False, help_text="Capability code → number")
    crew_size = people(required=False)
    crew_minimum = people(required=False)
    radio = Text(required=False, allow_blank=True, max_length=LONGEST_NAME)
    phone = Text(required=False, allow_blank=True, max_length=LONGEST_NAME)
    shared = Flag(required=False, help_text="Other agencies see that it exists and what it does")


class UnitInput(UnitFields):
    """A new unit; what is left out is as with others of its kind."""

    call_sign = Text(max_length=LONGEST_NAME)
    kind = Text(max_length=40)


@extend_schema_serializer(component_name="UnitChange")
class UnitChange(UnitFields):
    """Only what is named changes. `version` is the one that the change was made on."""

    version = Whole(min_value=1, max_value=2**31 - 1)
    call_sign = Text(required=False, max_length=LONGEST_NAME)
    kind = Text(required=False, max_length=40)
    active = Flag(required=False, help_text="false puts it away; it must be free")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        something_of({name: attrs[name] for name in attrs if name != "version"})
        return attrs


class UnitsQuery(Strict):
    """All filters together; without any, every unit in use that one may see."""

    agency = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    kind = serializers.CharField(required=False, max_length=40, help_text="Code of the kind")
    q = serializers.CharField(required=False, max_length=LONGEST_NAME, help_text="In its call sign")
    active = serializers.BooleanField(required=False, default=True)


class DutyInput(Strict):
    """What it does now; out of service needs a reason."""

    duty = Choice(choices=Duty.choices)
    reason = Text(required=False, allow_blank=True, max_length=LONGEST_REASON)


class MemberInput(Strict):
    """One of a crew."""

    name = Text(max_length=100)
    position = Text(required=False, allow_blank=True, max_length=40)
    membership = Id(required=False, allow_null=True, help_text="Where the person also signs in")


class CrewInput(Strict):
    """Who is on the unit in [begin, end)."""

    begin = Moment()
    end = Moment()
    shift = Text(required=False, allow_blank=True, max_length=40)
    members = serializers.ListField(child=MemberInput(), min_length=1, max_length=LARGEST_CREW)
