"""The forms of the pages. What they read goes through the same services as REST."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.programs.accounts import ROLES
from agencies.programs.tokens import LONGEST_NAME
from safety_net.core.errors import Refusal
from safety_net.core.scopes import SCOPES

INPUT = {"class": "input", "autocomplete": "off"}
LENGTHS = [
    (7, _("a week")),
    (30, _("30 days")),
    (90, _("90 days")),
    (180, _("180 days")),
    (366, _("a year")),
]
OVERLAPS = [
    (0, _("ends at once")),
    (1, _("lives one hour more")),
    (24, _("lives a day more")),
    (168, _("lives a week more")),
]


def name_field() -> forms.CharField:
    return forms.CharField(
        label=_("name"), max_length=LONGEST_NAME, widget=forms.TextInput({**INPUT})
    )


def length_field(initial: int) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("lasts"),
        choices=LENGTHS,
        coerce=int,
        initial=initial,
        widget=forms.Select(INPUT),
    )


class TokenForm(forms.Form):
    """A token: what it is called, what it is for, how long it lasts."""

    name = name_field()
    days = length_field(90)
    scopes = forms.MultipleChoiceField(
        label=_("scopes"),
        choices=list(SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what it is for.")},
    )


class AccountForm(forms.Form):
    """An integration account."""

    name = name_field()
    role = forms.ChoiceField(
        label=_("role"),
        choices=[(role.value, role.label) for role in ROLES],
        widget=forms.Select(INPUT),
    )


class RotationForm(forms.Form):
    """How long the old key lives beside the new one."""

    overlap = forms.TypedChoiceField(
        label=_("the old key"),
        choices=OVERLAPS,
        coerce=int,
        initial=24,
        widget=forms.Select(INPUT),
    )


def mark(form: forms.Form, refusal: Refusal) -> None:
    """What a service refuses stands beside the field that it is about."""
    fields = refusal.extra.get("fields", {})
    for name, text in fields.items():
        form.add_error(name if name in form.fields else None, text)
    if not fields:
        form.add_error(None, str(refusal.title))
