"""The forms of a member."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.fields import INPUT, Choices, choice, offer, tick, words
from agencies.models import Role

PASSWORD, DIRECTORY, EXISTING = "password", "directory", "existing"


def _email() -> forms.EmailField:
    return forms.EmailField(
        label=gettext_lazy("e-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput({**INPUT, "autocomplete": "off"}),
    )


class NewMemberForm(forms.Form):
    """`agencies` is empty for who gives places in one agency only."""

    how = choice(gettext_lazy("who"))
    username = words(gettext_lazy("account"), 150)
    name = words(gettext_lazy("name"), 150, required=False)
    email = _email()
    agency = choice(gettext_lazy("agency"))
    role = choice(gettext_lazy("role"))

    def __init__(self, *args: Any, roles: Iterable[Role], agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = list(agencies)
        ways = [
            (PASSWORD, _("a new person, with a first password")),
            (DIRECTORY, _("a new person, who signs in by the city's identity provider")),
        ]
        if agencies:
            offer(self, "agency", agencies)
            ways.append((EXISTING, _("somebody who has an account here")))
        else:
            del self.fields["agency"]
        offer(self, "how", ways)
        offer(self, "role", [(str(one), one.label) for one in roles])

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("how") != EXISTING and not values.get("name"):
            self.add_error("name", _("Give it a name."))
        return values


class MemberForm(forms.Form):
    role = choice(gettext_lazy("role"))
    is_active = tick(gettext_lazy("in use"))

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "role", [(str(one), one.label) for one in roles])


class PersonForm(forms.Form):
    name = words(gettext_lazy("name"), 150)
    email = _email()
