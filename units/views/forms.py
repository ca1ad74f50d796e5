"""The forms of a unit. What they read goes through the same services as REST."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Station
from units.api.inputs import LONGEST_NAME, MOST_PEOPLE
from units.models import Capability, Unit, UnitKind
from units.services.rosters import Member
from units.states import DUTY_MOVES, Duty
from units.views.naming import name_of

BRINGS = "brings_"
INPUT = {"class": "input"}
WALL_CLOCK = "%Y-%m-%dT%H:%M"


def _words(label: Any, **more: Any) -> forms.CharField:
    widget = forms.TextInput({**INPUT, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=LONGEST_NAME, widget=widget, **more)


def _people(label: Any) -> forms.IntegerField:
    widget = forms.NumberInput(INPUT)
    return forms.IntegerField(
        label=label, required=False, widget=widget, min_value=0, max_value=MOST_PEOPLE
    )


class UnitForm(forms.Form):
    """Numbers that are left empty are as with others of the kind; so is what a new unit brings."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    call_sign = _words(gettext_lazy("call sign"))
    kind = forms.ChoiceField(label=gettext_lazy("kind"), widget=forms.Select(INPUT))
    station = forms.ChoiceField(
        label=gettext_lazy("station"), required=False, widget=forms.Select(INPUT)
    )
    crew_size = _people(gettext_lazy("crew"))
    crew_minimum = _people(gettext_lazy("least crew"))
    radio = _words(gettext_lazy("radio"), required=False)
    phone = _words(gettext_lazy("phone"), required=False)
    is_shared = forms.BooleanField(
        label=gettext_lazy("shown to other agencies"), required=False, initial=True
    )
    is_active = forms.BooleanField(label=gettext_lazy("in use"), required=False, initial=True)

    def __init__(self, *args: Any, agency_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kinds = {one.code: one for one in UnitKind.objects.all()}
        self._stations = {str(one.pk): one for one in stations_of(agency_id)}
        self._offer("kind", [(code, name_of(one)) for code, one in self._kinds.items()])
        stations = [(pk, name_of(one)) for pk, one in self._stations.items()]
        self._offer("station", [("", "—"), *stations])
        for one in Capability.objects.all():
            field = forms.IntegerField(
                label=name_of(one),
                required=False,
                min_value=0,
                max_value=999,
                widget=forms.NumberInput(INPUT),
            )
            self.fields[f"{BRINGS}{one.code}"] = field

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def abilities(self) -> list[forms.BoundField]:
        """A number for everything that a unit may bring."""
        return [self[name] for name in self.fields if name.startswith(BRINGS)]

    def values(self) -> dict[str, Any]:
        """As the services take them; what was left empty is not named."""
        kept = self.cleaned_data
        kind = self._kinds[kept["kind"]]
        numbers = {
            "crew_size": kind.crew_size if kept["crew_size"] is None else kept["crew_size"],
            "crew_minimum": (
                kind.crew_minimum if kept["crew_minimum"] is None else kept["crew_minimum"]
            ),
        }
        plain = ("call_sign", "radio", "phone", "is_shared", "is_active")
        brings = {name: kept[name] for name in kept if name.startswith(BRINGS) and kept[name]}
        return {
            **{name: kept[name] for name in plain},
            **numbers,
            "kind": kind,
            "station": self._stations.get(kept["station"]),
            "capabilities": {name.removeprefix(BRINGS): n for name, n in brings.items()},
        }


class DutyForm(forms.Form):
    """What a free unit does next; out of service needs a reason."""

    duty = forms.ChoiceField(label=gettext_lazy("Duty"), widget=forms.Select(INPUT))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=300,
        widget=forms.TextInput({**INPUT, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["duty"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [one for one in Duty.choices if one[0] in DUTY_MOVES[unit.duty]]


class CrewForm(forms.Form):
    """Who is on the unit for one shift, by the clock on the city's wall."""

    begin = forms.DateTimeField(
        label=gettext_lazy("Begins"),
        widget=forms.DateTimeInput({**INPUT, "type": "datetime-local"}, format=WALL_CLOCK),
    )
    end = forms.DateTimeField(
        label=gettext_lazy("Ends"),
        widget=forms.DateTimeInput({**INPUT, "type": "datetime-local"}, format=WALL_CLOCK),
    )
    shift = _words(gettext_lazy("shift"), required=False)
    members = forms.CharField(
        label=gettext_lazy("People"),
        widget=forms.Textarea({**INPUT, "rows": 4, "spellcheck": "false"}),
        help_text=gettext_lazy("One a line: the name, and after a comma the position."),
    )

    def clean_members(self) -> list[Member]:
        lines = [line.strip() for line in self.cleaned_data["members"].splitlines()]
        return [_member(line) for line in lines if line]


def _member(line: str) -> Member:
    name, _comma, position = (part.strip() for part in line.partition(","))
    if not name or len(name) > 100 or len(position) > LONGEST_NAME:
        raise forms.ValidationError(_("Not a person: %(line)s") % {"line": line})
    return Member(name=name, position=position)


def stations_of(agency_id: int) -> list[Station]:
    return list(Station.objects.filter(agency_id=agency_id).order_by("name_ko", "pk"))


def initial_of(unit: Unit) -> dict[str, Any]:
    """What the form shows of a unit."""
    plain = (
        "version", "call_sign", "crew_size", "crew_minimum",
        "radio", "phone", "is_shared", "is_active",
    )  # fmt: skip
    brings = {f"{BRINGS}{one.capability.code}": one.number for one in unit.brings.all()}
    more = {"kind": unit.kind.code, "station": str(unit.station_id or "")}
    return {**{name: getattr(unit, name) for name in plain}, **more, **brings}
