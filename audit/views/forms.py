"""What an auditor asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.selectors.entries import ACTS, LOOKS, Asked
from audit.selectors.shown import agency_names
from audit.wording import SENTENCES, sentence
from safety_net.core.city_log.events import KINDS


def _moment() -> forms.DateTimeField:
    widget = forms.DateTimeInput({"class": "input", "type": "datetime-local"}, "%Y-%m-%dT%H:%M")
    return forms.DateTimeField(required=False, widget=widget)


def _words(most: int, **more: str) -> forms.CharField:
    widget = forms.TextInput({"class": "input", **more})
    return forms.CharField(required=False, max_length=most, widget=widget)


class AskedForm(forms.Form):
    """All of it may stay empty: then it is the newest of everything."""

    person = _words(80)
    number = _words(20, placeholder="20261122-0042")
    agency = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(required=False)
    since = _moment()
    until = _moment()
    address = forms.GenericIPAddressField(
        required=False, widget=forms.TextInput({"class": "input", "placeholder": "10.0.0.7"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            self.fields[name].label = label
        for name, choices in (("agency", _agencies()), ("kind", _kinds())):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
            field.widget.attrs["class"] = "input"

    def asked(self) -> Asked:
        said = self.cleaned_data
        return Asked(
            since=said["since"],
            until=said["until"],
            person=said["person"],
            agency=said["agency"],
            kind=said["kind"],
            number=said["number"],
            address=said["address"],
        )

    def filters(self) -> dict[str, str]:
        """Those that were given, as they were typed; for the entry that the look leaves."""
        return {name: self.data[name] for name in self.fields if self.data.get(name)}


LABELS = {
    "person": _("person"),
    "number": _("incident number"),
    "agency": _("agency"),
    "kind": _("what"),
    "since": _("from"),
    "until": _("until"),
    "address": _("network address"),
}


def _agencies() -> list[tuple[Any, str]]:
    return [("", str(_("all"))), *agency_names().items()]


def _kinds() -> list[tuple[str, Any]]:
    each = sorted((sentence(kind, "…"), kind) for kind in KINDS if kind in SENTENCES)
    return [
        ("", str(_("all"))),
        (LOOKS, str(_("only looks"))),
        (ACTS, str(_("only acts"))),
        (str(_("one kind")), [(kind, text) for text, kind in each]),
    ]
