"""What an admin sends about rules: strict shapes, with messages that say what to change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from agencies.models import AgencyKind, Role
from dispatch.api.plan_inputs import CLOCK
from escalation import bounds
from escalation.definition import Definition, read
from escalation.states import Act, ConditionKind, TargetKind, Traffic, Whose
from incidents.api.inputs import latitude, longitude
from incidents.states import LEAST_SEVERITY, WORST_SEVERITY
from safety_net.core.errors import Invalid
from safety_net.core.geo import area_of
from safety_net.core.strict import Choice, Flag, Id, Moment, Strict, Text, Whole

ANY_KIND = [("", ""), *AgencyKind.choices]
ANY_ROLE = [("", ""), *Role.choices]
SINCES = ["", "asked", "filed", "acknowledged", "alerted", "updated", "due", "received"]
LARGEST_VERSION = 2**31 - 1


def seconds(most: int, too_many: Any, **how: Any) -> Whole:
    """A time in whole seconds, whose messages name the bound in words."""
    messages = {
        "invalid": _("Write whole seconds."),
        "min_value": _("A time is not below zero."),
        "max_value": too_many,
    }
    return Whole(min_value=0, max_value=most, error_messages=messages, **how)


class Area(serializers.DictField):
    """GeoJSON of a drawn area, in degrees, whose line does not cross itself."""

    default_error_messages = {
        "points": _("Draw the area with 2,000 corners or fewer."),
        "crossed": _("Draw the area again: its line must not cross itself."),
    }

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        geojson = super().to_internal_value(data)
        try:
            shape = area_of(geojson)
        except Invalid as problem:
            raise serializers.ValidationError(problem.extra["fields"]["area"]) from problem
        if shape is None or shape.num_coords > bounds.MOST_POINTS:
            self.fail("points")
        if not shape.valid:
            self.fail("crossed")
        plain: dict[str, Any] = orjson.loads(shape.geojson)
        return plain


class ConditionInput(Strict):
    """What the rule waits for. A change has no time, an absence has."""

    kind = Choice(choices=ConditionKind.choices)
    within = seconds(
        bounds.LONGEST_WITHIN, _("Write 30 days or less (2,592,000 seconds)."), required=False
    )
    since = Choice(choices=SINCES, required=False, allow_blank=True)
    priority = Whole(min_value=0, max_value=4, required=False, allow_null=True)


class Few(serializers.ListField):
    """A list whose length is looked at first, so that 10,000 steps are refused at once."""

    def __init__(self, child: Any, most: int, too_many: Any, **how: Any) -> None:
        self.most, self.too_many = most, too_many
        super().__init__(child=child, **how)

    def to_internal_value(self, data: Any) -> list[Any]:
        if isinstance(data, list) and len(data) > self.most:
            raise serializers.ValidationError(self.too_many)
        return super().to_internal_value(data)


def several(child: Any, most: int = bounds.MOST_NAMED, **how: Any) -> Few:
    """Some of a scope, each once."""
    return Few(child, most, _("These are too many; choose fewer."), required=False, **how)


class ScopeInput(Strict):
    """Which incidents. What is left out or empty fits everything."""

    types = several(Text(max_length=40), bounds.MOST_TYPES, help_text="FIRE or FIRE.STRUCT")
    priorities = several(Whole(min_value=0, max_value=4), 5)
    severities = several(Whole(min_value=LEAST_SEVERITY, max_value=WORST_SEVERITY), 5)
    agencies = several(Id())
    districts = several(Text(max_length=20))
    area = Area(required=False, allow_null=True, help_text="GeoJSON Polygon or MultiPolygon")
    days = several(Whole(min_value=1, max_value=7), 7, help_text="Monday is 1")
    starts = serializers.RegexField(CLOCK, required=False, allow_null=True)
    ends = serializers.RegexField(CLOCK, required=False, allow_null=True)
    traffic = Choice(choices=Traffic.choices, required=False)


class TargetInput(Strict):
    """Who is told; which names belong to which kind stands in docs/escalation.md."""

    kind = Choice(choices=TargetKind.choices)
    person = Id(required=False, allow_null=True)
    roster = Id(required=False, allow_null=True)
    role = Choice(choices=ANY_ROLE, required=False, allow_blank=True)
    on_duty = Flag(required=False)
    agency = Id(required=False, allow_null=True)
    agency_kind = Choice(choices=ANY_KIND, required=False, allow_blank=True)
    whose = Choice(choices=Whose.choices, required=False)


class StepInput(Strict):
    """What is done, `wait` seconds after the step before."""

    wait = seconds(bounds.LONGEST_WAIT, _("Write 7 days or less (604,800 seconds)."))
    act = Choice(choices=Act.choices, required=False)
    targets = Few(
        TargetInput(), bounds.MOST_TARGETS, _("One step tells 20 or fewer."), required=False
    )
    agency = Id(required=False, allow_null=True)
    agency_kind = Choice(choices=ANY_KIND, required=False, allow_blank=True)
    priority = Whole(min_value=0, max_value=4, required=False, allow_null=True)
    webhook = Id(required=False, allow_null=True)


class RepeatInput(Strict):
    """All steps again."""

    times = Whole(
        min_value=0,
        max_value=bounds.MOST_REPEATS,
        required=False,
        error_messages={"max_value": _("Repeat 20 times or fewer.")},
    )
    wait = seconds(
        bounds.LONGEST_WAIT, _("Write 7 days or less (604,800 seconds)."), required=False
    )


class DefinitionInput(Strict):
    """What a rule says. docs/escalation.md."""

    condition = ConditionInput()
    scope = ScopeInput(required=False)
    steps = Few(StepInput(), bounds.MOST_STEPS, _("A rule has 50 steps or fewer."))
    repeat = RepeatInput(required=False)


class RuleInput(Strict):
    """A new rule, of one's agency or (city admins) of the city."""

    name_ko = Text(max_length=100)
    name_en = Text(max_length=100, required=False, allow_blank=True)
    agency = Id(required=False, allow_null=True)
    definition = DefinitionInput()


class RuleChange(Strict):
    """What changes of the draft; `definition` replaces the whole draft."""

    version = Whole(min_value=1, max_value=LARGEST_VERSION)
    name_ko = Text(max_length=100, required=False)
    name_en = Text(max_length=100, required=False, allow_blank=True)
    definition = DefinitionInput(required=False)


class Seen(Strict):
    """The version of the rule that one looked at."""

    version = Whole(min_value=1, max_value=LARGEST_VERSION)


class CopyInput(Strict):
    """Whose the copy is; null for the city."""

    name_ko = Text(max_length=100, required=False)
    name_en = Text(max_length=100, required=False, allow_blank=True)
    agency = Id(required=False, allow_null=True)


class MoveInput(Strict):
    """The number of the published version that one looked at."""

    number = Whole(min_value=1, max_value=LARGEST_VERSION)


def definition_of(values: Mapping[str, Any]) -> Definition:
    """What was sent, as a definition: each list in order and without repetitions."""
    scope = dict(values.get("scope", {}))
    lists = ("types", "priorities", "severities", "agencies", "districts", "days")
    scope |= {name: sorted(set(scope[name])) for name in lists if name in scope}
    return read({**values, "scope": scope})


class PreviewInput(Strict):
    """A definition, and the incident that one imagines. Without `at` it is filed now."""

    definition = DefinitionInput()
    agency = Id(required=False, allow_null=True)
    lon = longitude()
    lat = latitude()
    type = Text(max_length=40)
    priority = Whole(min_value=0, max_value=4, required=False)
    severity = Whole(
        min_value=LEAST_SEVERITY, max_value=WORST_SEVERITY, required=False, allow_null=True
    )
    at = Moment(required=False)
    exercise = Flag(required=False)


class WhatIfInput(Strict):
    """A definition, and over which days it is tried."""

    definition = DefinitionInput()
    agency = Id(required=False, allow_null=True)
    days = Whole(min_value=1, max_value=30, required=False)
    traffic = Choice(choices=Traffic.choices, required=False)


class OverlapsInput(Strict):
    """A definition, and the rule that it is of: a rule does not meet itself."""

    definition = DefinitionInput()
    agency = Id(required=False, allow_null=True)
    rule = Id(required=False, allow_null=True)
