"""The bodies and queries that are taken."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from agreements.services.ending import LONGEST_REASON
from agreements.services.proposing import LONGEST_PURPOSE, Terms
from agreements.states import AgreementState, Level
from safety_net.core.geo import area_of
from safety_net.core.strict import Choice, Id, Moment, Strict, Text, Whole

MOST_TYPES, MOST_DISTRICTS = 100, 200


class ProposalInput(Strict):
    """The terms; what is left out or empty means all of them."""

    giver = Id(help_text="The agency whose incidents are shared: those that it leads")
    receiver = Id(help_text="The agency that sees them")
    level = Choice(choices=Level.choices)
    types = serializers.ListField(
        child=Text(max_length=40),
        required=False,
        max_length=MOST_TYPES,
        help_text="FIRE.STRUCT, FIRE",
    )
    priorities = serializers.ListField(
        child=Whole(min_value=0, max_value=4), required=False, max_length=5
    )
    districts = serializers.ListField(
        child=Text(max_length=20), required=False, max_length=MOST_DISTRICTS, help_text="Codes"
    )
    area = serializers.DictField(
        required=False, allow_null=True, help_text="GeoJSON Polygon or MultiPolygon"
    )
    valid_from = Moment(help_text="A time that has passed means: from the second signature")
    valid_to = Moment(required=False, allow_null=True)
    purpose = Text(max_length=LONGEST_PURPOSE)
    replaces = Id(required=False, allow_null=True, help_text="Ends when this one begins")


class SignInput(Strict):
    """The version of the terms that was read."""

    version = Whole(min_value=1, max_value=2**31 - 1)


class EndInput(Strict):
    """Why it ends."""

    reason = Text(max_length=LONGEST_REASON)


class AgreementsQuery(Strict):
    """Only those of a state."""

    state = serializers.ChoiceField(choices=AgreementState.choices, required=False)


def terms_from(values: dict[str, Any]) -> Terms:
    """What was proposed. Invalid for an area that is none."""
    return Terms(
        giver_id=values["giver"],
        receiver_id=values["receiver"],
        level=values["level"],
        types=values.get("types", ()),
        priorities=values.get("priorities", ()),
        districts=values.get("districts", ()),
        area=area_of(values.get("area")),
        valid_from=values["valid_from"],
        valid_to=values.get("valid_to"),
        purpose=values["purpose"],
    )
