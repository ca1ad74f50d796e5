"""Fields of the forms, with the look of every other page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language

INPUT = {"class": "input"}
Choices = Iterable[tuple[Any, Any]]


def words(label: Any, longest: int, **more: Any) -> forms.CharField:
    widget = forms.TextInput({**INPUT, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, widget=widget, **more)


def number(label: Any, least: int, most: int, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, widget=forms.NumberInput(INPUT), **more
    )


def choice(label: Any, choices: Choices = (), **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.Select(INPUT), **more)


def tick(label: Any, **more: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, **more)


def day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput({**INPUT, "type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **more)


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Let a field of an unbound or bound form offer what stands in the database now."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def name_of(row: Any) -> str:
    """The name of a row that carries both languages."""
    return str((row.name_en if get_language() == "en" else "") or row.name_ko)


def short_of(row: Any) -> str:
    return str((row.short_en if get_language() == "en" else "") or row.short_ko)
