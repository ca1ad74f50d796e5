"""Input that is what it says: no unknown names, no text where a number belongs, no surprises.

Serializers of REST bodies and queries are built of these, so the OpenAPI document tells the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

LARGEST_ID = 2**63 - 1
YEARS = range(2000, 2101)


class Strict(serializers.Serializer[Any]):
    """A serializer that refuses names it does not know: a typing error must not pass in silence."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = sorted(str(name) for name in set(data) - set(self.fields))
            if unknown:
                text = ErrorDetail(str(_("This is not known here.")), code="unknown")
                raise ValidationError({name: [text] for name in unknown})
        return super().to_internal_value(data)


def read(shape: type[serializers.Serializer[Any]], data: Any) -> dict[str, Any]:
    """The checked values of a body or a query; ValidationError naming each bad field."""
    plain = data.dict() if isinstance(data, QueryDict) else data
    form = shape(data=plain)
    form.is_valid(raise_exception=True)
    values: dict[str, Any] = form.validated_data
    return values


class Text(serializers.CharField):
    """Text; a number is not text."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Choice(serializers.ChoiceField):
    """One of some words."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid_choice", input=data)
        return super().to_internal_value(data)


class Flag(serializers.BooleanField):
    """true or false, and nothing that only resembles them."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Whole(serializers.IntegerField):
    """A whole number. JSON Schema counts 5.0 among them, and true not."""

    def to_internal_value(self, data: Any) -> int:
        whole = type(data) is int or (isinstance(data, float) and data.is_integer())
        if not whole:
            self.fail("invalid")
        return int(data)


class Id(Whole):
    """The id of a row."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_ID, **kwargs)


class Number(serializers.FloatField):
    """A finite number."""

    def to_internal_value(self, data: Any) -> float:
        if type(data) not in (int, float):
            self.fail("invalid")
        return self.finite(data)

    def finite(self, data: Any) -> float:
        try:
            number = float(data)
        except (ValueError, OverflowError):
            self.fail("invalid")
        if not math.isfinite(number):
            self.fail("invalid")
        return number


class WrittenNumber(Number):
    """A finite number in a query, where everything is text."""

    def to_internal_value(self, data: Any) -> float:
        if not isinstance(data, str) or len(data) > self.MAX_STRING_LENGTH:
            self.fail("invalid")
        return self.finite(data)


class Moment(serializers.DateTimeField):
    """RFC 3339 with an offset, in this century: a time without a zone is a guess."""

    default_error_messages = {
        "make_aware": _("Write the time with its offset, such as 2026-11-22T18:00:00+09:00."),
        "far": _("The year must be between 2000 and 2100."),
    }

    def to_internal_value(self, value: Any) -> datetime:
        if not isinstance(value, str):
            self.fail("invalid", format="RFC 3339")
        return super().to_internal_value(value)

    def enforce_timezone(self, value: datetime) -> datetime:
        if value.tzinfo is None:
            self.fail("make_aware")
        if value.year not in YEARS:
            self.fail("far")
        return value
