"""The bodies and queries that are taken."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from incidents.api.filter_fields import BoxField
from positions.selectors.tracks import LONGEST
from positions.services.ingesting import LARGEST_BATCH
from positions.services.reading import FASTEST_SPEED, LEAST_ACCURATE
from safety_net.core.errors import Invalid
from safety_net.core.strict import Id, Moment, Number, Strict, Text

AN_HOUR = timedelta(hours=1)


class PositionInput(Strict):
    """One position. The unit by id, call sign or external id; a unit's own device may leave it out.

    This is what is documented. positions/services/reading.py reads it, so that a bad one does not
    keep the others out.
    """

    unit = Id(required=False)
    call_sign = Text(required=False, max_length=100)
    external_id = Text(required=False, max_length=100)
    at = Moment(help_text="When the unit was there: RFC 3339 with an offset")
    lon = Number(min_value=-180, max_value=180)
    lat = Number(min_value=-90, max_value=90)
    heading = Number(
        required=False, allow_null=True, min_value=0, max_value=360, help_text="From north"
    )
    speed_kmh = Number(required=False, allow_null=True, min_value=0, max_value=FASTEST_SPEED)
    accuracy_m = Number(required=False, allow_null=True, min_value=0, max_value=LEAST_ACCURATE)


class BatchInput(Strict):
    """Up to 1,000 positions of any units, in any order."""

    fixes = serializers.ListField(child=PositionInput(), max_length=LARGEST_BATCH)


class BatchRead(Strict):
    """The batch as it is really read: a list, whatever is in it."""

    fixes = serializers.ListField(child=serializers.JSONField(), allow_empty=True)


@extend_schema_field({"type": "string", "example": "126.3,37.3,126.8,37.7"})
class BoxText(serializers.CharField):
    """`west,south,east,north` in degrees."""

    def to_internal_value(self, data: Any) -> Any:
        text = super().to_internal_value(data)
        try:
            return BoxField().clean(text)
        except forms.ValidationError as problem:
            raise serializers.ValidationError(problem.messages) from problem


class PositionsQuery(Strict):
    """Without a box, the whole city."""

    bbox = BoxText(required=False, help_text="west,south,east,north in degrees")


class TrackQuery(Strict):
    """Without `to` until now, without `from` the hour before; seven days at most."""

    to = Moment(required=False)

    def get_fields(self) -> dict[str, Any]:
        found: dict[str, Any] = super().get_fields()
        return {"from": Moment(required=False), **found}


class RefusedQuery(Strict):
    """How many days back, today included."""

    days = serializers.IntegerField(required=False, min_value=1, max_value=366, default=7)


def span(values: dict[str, Any], now: datetime) -> tuple[datetime, datetime]:
    """(from, to), or Invalid where that is no span of time, or too long a one."""
    until = values.get("to", now)
    since = values.get("from", until - AN_HOUR)
    if since > until:
        raise Invalid(**{"from": _("This is later than the end.")})
    if until - since > LONGEST:
        raise Invalid(**{"from": _("Ask for seven days at most.")})
    return since, until
