"""A roster and its layers as a form: people stand a line each, in the order of their turns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency
from dispatch.models.plans import DAYS
from rosters.models import Roster, TurnUnit
from rosters.models.layer import LONGEST_TURN, HolidayRule
from rosters.models.roster import LONGEST_HAND_OVER
from rosters.services.keeping import MOST_LAYERS, Turns
from rosters.views.forms import RANKS, Choices

INPUT = {"class": "input"}
CLOCK = {"type": "time", "class": "input"}
DAY = {"type": "date", "class": "input"}


class RosterForm(forms.Form):
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label=gettext_lazy("Agency"),
        required=False,
        widget=forms.Select(INPUT),
    )
    name_ko = forms.CharField(
        label=gettext_lazy("Korean name"), max_length=100, widget=forms.TextInput(INPUT)
    )
    name_en = forms.CharField(
        label=gettext_lazy("English name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(INPUT),
    )
    passes_on = forms.ChoiceField(
        label=gettext_lazy("The turn of somebody on leave goes to"),
        choices=[("1", gettext_lazy("the next in order")), ("", gettext_lazy("nobody"))],
        required=False,
        initial="1",
        widget=forms.Select(INPUT),
    )
    hand_over_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes of hand-over"),
        min_value=0,
        max_value=LONGEST_HAND_OVER,
        initial=0,
        widget=forms.NumberInput(INPUT),
        help_text=gettext_lazy("For so long who was relieved stays on, behind those who came."),
    )
    is_active = forms.BooleanField(label=gettext_lazy("In use"), required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not agencies:
            del self.fields["agency"]
            return
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.filter(pk__in=[one.pk for one in agencies])
        field.required, field.empty_label = True, None

    def values(self) -> dict[str, Any]:
        """The fields of a roster, for the service."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {**found, "passes_on": bool(found["passes_on"])}


class LayerForm(forms.Form):
    """One layer; one without people is none."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=100, required=False, widget=forms.TextInput(INPUT)
    )
    people = forms.CharField(
        label=gettext_lazy("People, a line each, in the order of their turns"),
        required=False,
        widget=forms.Textarea({"class": "input", "rows": 4, "spellcheck": "false"}),
    )
    rank = forms.TypedChoiceField(
        label=gettext_lazy("Rank"), choices=RANKS, coerce=int, widget=forms.Select(INPUT)
    )
    length = forms.IntegerField(
        label=gettext_lazy("Length of a turn"),
        min_value=1,
        max_value=LONGEST_TURN,
        initial=1,
        widget=forms.NumberInput(INPUT),
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Unit"),
        choices=TurnUnit.choices,
        initial=TurnUnit.WEEK,
        widget=forms.Select(INPUT),
    )
    hand_over = forms.TimeField(
        label=gettext_lazy("Hand-over"), initial="09:00", widget=forms.TimeInput(CLOCK, "%H:%M")
    )
    starts_on = forms.DateField(
        label=gettext_lazy("First hand-over on"),
        required=False,
        widget=forms.DateInput(DAY, "%Y-%m-%d"),
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Last hand-over on"),
        required=False,
        widget=forms.DateInput(DAY, "%Y-%m-%d"),
    )
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days"),
        choices=DAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hours_from = forms.TimeField(
        label=gettext_lazy("Hours from"), required=False, widget=forms.TimeInput(CLOCK, "%H:%M")
    )
    hours_to = forms.TimeField(
        label=gettext_lazy("Hours until"), required=False, widget=forms.TimeInput(CLOCK, "%H:%M")
    )
    holidays = forms.ChoiceField(
        label=gettext_lazy("Holidays"), choices=HolidayRule.choices, widget=forms.Select(INPUT)
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_name: dict[str, list[int]] = {}
        for pk, name in people:
            self.by_name.setdefault(name, []).append(int(pk))

    def clean_people(self) -> tuple[int, ...]:
        names = [line.strip() for line in self.cleaned_data["people"].splitlines()]
        return tuple(self._one(name) for name in names if name)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("people") and not values.get("starts_on"):
            self.add_error("starts_on", _("Say on which day the first turn begins."))
        return values

    def turns(self) -> Turns | None:
        """The layer, or None for one that is empty or removed."""
        values = dict(self.cleaned_data)
        if values.pop("DELETE", False) or not values.get("people"):
            return None
        values.pop("ORDER", None)
        return Turns(**values)

    def _one(self, name: str) -> int:
        found = self.by_name.get(name, [])
        if not found:
            raise forms.ValidationError(_("Nobody here is called %(name)s.") % {"name": name})
        if len(found) > 1:
            raise forms.ValidationError(_("Several people are called %(name)s.") % {"name": name})
        return found[0]


LAYER = (
    "name", "rank", "length", "unit", "hand_over", "starts_on", "ends_on", "days", "hours_from",
    "hours_to", "holidays",
)  # fmt: skip
LayerForms: Any = forms.formset_factory(
    LayerForm, extra=1, can_delete=True, max_num=MOST_LAYERS, validate_max=True
)


def initial_of(roster: Roster) -> dict[str, Any]:
    """What the form shows of a roster."""
    plain = ("name_ko", "name_en", "hand_over_minutes", "is_active", "version")
    found = {name: getattr(roster, name) for name in plain}
    return {**found, "passes_on": "1" if roster.passes_on else ""}


def layers_of(roster: Roster | None, people: Choices) -> list[dict[str, Any]]:
    """What the form shows of its layers."""
    if roster is None:
        return []
    names = {int(pk): name for pk, name in people}
    return [
        {
            **{name: getattr(layer, name) for name in LAYER},
            "people": "\n".join(
                names.get(place.user_id, place.user.get_full_name() or place.user.get_username())
                for place in layer.participants.all()
            ),
        }
        for layer in roster.layers.prefetch_related("participants__user")
    ]
