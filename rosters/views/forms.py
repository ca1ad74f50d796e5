"""The forms of the roster pages. What they read goes through the same services as REST."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Membership
from rosters.models.layer import LOWEST_RANK
from safety_net.core.errors import Invalid, Refusal

Choices = list[tuple[int | str, str]]
RANKS = [(n, str(n)) for n in range(1, LOWEST_RANK + 1)]
MOMENT = "%Y-%m-%dT%H:%M"


class Moment(forms.DateTimeField):
    """A time of the city's wall, as a browser's own field sends it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local", "class": "input"}, MOMENT)
        super().__init__(widget=widget, input_formats=[MOMENT, "%Y-%m-%dT%H:%M:%S"], **kwargs)


class TimedForm(forms.Form):
    """From when to when. `act` tells the forms of a page apart."""

    act = ""
    begin = Moment(label=_("From"))
    end = Moment(label=_("Until"))

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": self.act, **kwargs})
        for name in ("person", "instead_of", "people"):
            if name in self.fields:
                self._offer(name, people)

    def _offer(self, name: str, people: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        blank: Choices = [("", str(_("besides all others")))] if name == "instead_of" else []
        field.choices = [*blank, *people]

    @property
    def span(self) -> dict[str, Any]:
        """For the service."""
        return {"begin": self.cleaned_data["begin"], "end": self.cleaned_data["end"]}


class OverrideForm(TimedForm):
    act = "override"
    person = forms.TypedChoiceField(
        label=_("Who"), coerce=int, widget=forms.Select({"class": "input"})
    )
    instead_of = forms.TypedChoiceField(
        label=_("Instead of"),
        coerce=int,
        required=False,
        empty_value=None,
        widget=forms.Select({"class": "input"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"class": "input"}),
    )
    field_order = ("person", "instead_of", "begin", "end", "reason")


class ShiftForm(TimedForm):
    act = "shift"
    people = forms.TypedMultipleChoiceField(
        label=_("Who"),
        coerce=int,
        widget=forms.SelectMultiple({"class": "input", "size": 5}),
        help_text=_("Ctrl adds another one."),
    )
    rank = forms.TypedChoiceField(
        label=_("Rank"), choices=RANKS, coerce=int, widget=forms.Select({"class": "input"})
    )
    field_order = ("people", "begin", "end", "rank")


class LeaveForm(TimedForm):
    act = "leave"
    person = forms.TypedChoiceField(
        label=_("Who"), coerce=int, widget=forms.Select({"class": "input"})
    )
    field_order = ("person", "begin", "end")


class HolidayForm(forms.Form):
    act = "holiday"
    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput({"type": "date", "class": "input"}, "%Y-%m-%d")
    )
    name_ko = forms.CharField(
        label=_("Korean name"), max_length=100, widget=forms.TextInput({"class": "input"})
    )
    name_en = forms.CharField(
        label=_("English name"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"class": "input"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": self.act, **kwargs})


class ImportForm(forms.Form):
    act = "import"
    file = forms.FileField(
        label=_("Calendar file (.ics)"),
        widget=forms.ClearableFileInput({"class": "input", "accept": ".ics,text/calendar"}),
    )
    leave_out = forms.BooleanField(label=_("Leave out what can't be used"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": self.act, **kwargs})


def members_of(agency_ids: Sequence[int]) -> Choices:
    """Everybody with a place in one of the agencies, by name; namesakes with their login."""
    places = Membership.objects.standing().filter(agency__in=agency_ids).select_related("user")
    people = {one.user_id: one.user for one in places}
    names = {pk: user.get_full_name() or user.get_username() for pk, user in people.items()}
    often = Counter(names.values())
    told: Choices = [
        (pk, f"{name} ({people[pk].get_username()})" if often[name] > 1 else name)
        for pk, name in names.items()
    ]
    return sorted(told, key=lambda pair: pair[1])


def mark(form: forms.Form, refusal: Refusal) -> None:
    """What the service refuses stands beside the field that it is about."""
    fields = refusal.extra.get("fields", {}) if isinstance(refusal, Invalid) else {}
    for name, text in fields.items():
        form.add_error(name if name in form.fields else None, text)
    if not fields:
        form.add_error(None, _told(refusal))


def _told(refusal: Refusal) -> str:
    """The refusal, with the names that it carries."""
    names = ", ".join(one["name"] for one in refusal.extra.get("people", []))
    text = str(refusal.detail or refusal.title)
    return f"{text} {names}".strip()
