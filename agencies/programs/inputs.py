"""The bodies that are taken, and the shapes that are given."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from rest_framework import serializers as s

from agencies.models import Role
from agencies.programs.accounts import ROLES
from agencies.programs.tokens import LONGEST_NAME
from safety_net.core.keyed import LONGEST, LONGEST_OVERLAP
from safety_net.core.scopes import SCOPES
from safety_net.core.strict import Choice, Flag, Strict, Text, Whole

A_QUARTER = 90
A_DAY = 24
PROGRAM_ROLES = [(role.value, role.label) for role in ROLES]
Shape = s.Serializer[Any]


class TokenInput(Strict):
    """What a token is for."""

    name = Text(max_length=LONGEST_NAME)
    scopes = s.ListField(child=Choice(choices=list(SCOPES)), min_length=1, max_length=len(SCOPES))
    days = Whole(min_value=1, max_value=LONGEST.days, required=False, default=A_QUARTER)


class RotationInput(Strict):
    """How long the old key lives beside the new one; 0 ends it at once."""

    overlap_hours = Whole(
        min_value=0,
        max_value=LONGEST_OVERLAP // timedelta(hours=1),
        required=False,
        default=A_DAY,
    )


class IntegrationInput(Strict):
    """A machine of the agency."""

    name = Text(max_length=LONGEST_NAME)
    role = Choice(choices=PROGRAM_ROLES)


class IntegrationChange(Strict):
    """What is named changes."""

    name = Text(max_length=LONGEST_NAME, required=False)
    role = Choice(choices=PROGRAM_ROLES, required=False)
    is_active = Flag(required=False)


class Token(Shape):
    """A token, without its key."""

    id = s.IntegerField()
    name = s.CharField()
    scopes = s.ListField(child=s.ChoiceField(choices=list(SCOPES)))
    hint = s.CharField(help_text="The last characters of its key", allow_blank=True)
    made_at = s.DateTimeField(help_text="UTC")
    expires_at = s.DateTimeField(help_text="UTC")
    old_until = s.DateTimeField(allow_null=True, help_text="Until then the old key counts, too")
    last_used_at = s.DateTimeField(allow_null=True, help_text="UTC, to the minute")


class NewToken(Token):
    key = s.CharField(help_text="Told now and never again")


class Tokens(Shape):
    results = Token(many=True)


class Integration(Shape):
    """A machine of the agency, and its tokens."""

    id = s.IntegerField()
    name = s.CharField()
    role = s.ChoiceField(choices=Role.choices)
    is_active = s.BooleanField()
    tokens = Token(many=True)


class Integrations(Shape):
    results = Integration(many=True)
