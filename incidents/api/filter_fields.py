"""Fields of a query: several words, a box, a moment, yes or no."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError

from safety_net.core.strict import LARGEST_ID, Moment

Box = tuple[float, float, float, float]


class Several(forms.SelectMultiple):
    """`?status=open&status=reported` or `?status=open,reported`."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> list[str]:
        values = data.getlist(name) if isinstance(data, QueryDict) else [data.get(name, "")]
        return [part for value in values for part in value.split(",") if part]


class BoxField(forms.CharField):
    """`west,south,east,north` in degrees."""

    def clean(self, value: Any) -> Box | None:
        text = super().clean(value)
        return _box(text) if text else None


class MomentField(forms.CharField):
    """RFC 3339 with an offset."""

    def clean(self, value: Any) -> datetime | None:
        text = super().clean(value)
        try:
            return Moment().run_validation(text) if text else None
        except ValidationError as problem:
            raise forms.ValidationError([str(one) for one in problem.args[:1]]) from problem


class FlagField(forms.CharField):
    """`true` or `false`."""

    def clean(self, value: Any) -> bool | None:
        text = super().clean(value)
        if text not in ("", "true", "false"):
            raise forms.ValidationError(_("Write true or false."))
        return None if text == "" else text == "true"


class IdField(forms.IntegerField):
    """The id of a row."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "min_value": 1, "max_value": LARGEST_ID})


def _box(text: str) -> Box:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as problem:
        raise forms.ValidationError(_("Write four numbers: west,south,east,north.")) from problem
    if not all(map(math.isfinite, (west, south, east, north))):
        raise forms.ValidationError(_("Write four numbers: west,south,east,north."))
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise forms.ValidationError(
            _("West lies before east and south before north, in degrees; across 180° ask twice.")
        )
    return west, south, east, north
