"""The form of a response plan. What it reads goes through the same service as REST."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from agencies.models import Agency, AgencyKind, District
from dispatch.models import ResponsePlan
from dispatch.models.plans import DAYS, HIGHEST_ALARM
from dispatch.services.plans import Requirement
from incidents.models import IncidentType
from incidents.states import Priority
from units.models import Capability

Choices = list[tuple[str, Any]]
PRIORITIES = [(int(one), f"P{int(one)}") for one in Priority]
FAMILY = "family:"
INPUT = {"class": "input"}
CLOCK = {"type": "time", "class": "input"}


def name_of(row: Any) -> str:
    """The name of a row that carries both languages."""
    return str((row.name_en if get_language() == "en" else "") or row.name_ko)


class PlanForm(forms.Form):
    """Conditions that are left empty fit everything."""

    name_ko = forms.CharField(label=gettext_lazy("Korean name"), max_length=100)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=100, required=False)
    advice_ko = forms.CharField(
        label=gettext_lazy("Advice in Korean"), max_length=300, required=False
    )
    advice_en = forms.CharField(
        label=gettext_lazy("Advice in English"), max_length=300, required=False
    )
    scope = forms.ChoiceField(label=gettext_lazy("Incident type"), required=False)
    priority_from = forms.TypedChoiceField(
        label=gettext_lazy("Highest priority"), choices=PRIORITIES, coerce=int, initial=0
    )
    priority_to = forms.TypedChoiceField(
        label=gettext_lazy("Lowest priority"), choices=PRIORITIES, coerce=int, initial=4
    )
    district_code = forms.ChoiceField(label=gettext_lazy("District"), required=False)
    area = forms.CharField(
        label=gettext_lazy("Drawn area"),
        required=False,
        widget=forms.Textarea({"rows": 5, "spellcheck": "false"}),
        help_text=gettext_lazy("A corner a line, latitude and longitude; click on the map."),
    )
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days"),
        choices=DAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    starts = forms.TimeField(
        label=gettext_lazy("From"), required=False, widget=forms.TimeInput(CLOCK, "%H:%M")
    )
    ends = forms.TimeField(
        label=gettext_lazy("Until"), required=False, widget=forms.TimeInput(CLOCK, "%H:%M")
    )
    within_minutes = forms.IntegerField(
        label=gettext_lazy("Not farther than, in minutes"), min_value=1, max_value=1440, initial=60
    )
    is_active = forms.BooleanField(label=gettext_lazy("In use"), required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("scope", _scopes())
        self._offer("district_code", _districts())
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
                field.widget.attrs.setdefault("class", "input")

    def clean_area(self) -> MultiPolygon | None:
        return read_area(self.cleaned_data["area"])

    def values(self) -> dict[str, Any]:
        """The fields of a plan, for the service. An area that nobody touched stays as it is: what
        the form shows of it is rounded and without holes.
        """
        found = dict(self.cleaned_data)
        if "area" not in self.changed_data and self.initial:
            found.pop("area")
        scope = found.pop("scope")
        found.pop("version")
        family = scope.removeprefix(FAMILY) if scope.startswith(FAMILY) else ""
        kind = None if family or not scope else IncidentType.objects.get(code=scope)
        return {**found, "incident_type": kind, "family": family}

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class RequirementForm(forms.Form):
    """One line; a line without a capability asks for nothing."""

    alarm_level = forms.TypedChoiceField(
        label=gettext_lazy("Alarm level"),
        choices=[(n, str(n)) for n in range(1, HIGHEST_ALARM + 1)],
        coerce=int,
        initial=1,
    )
    number = forms.IntegerField(
        label=gettext_lazy("Number"), min_value=1, max_value=99, initial=1, required=False
    )
    capability = forms.ModelChoiceField(
        Capability.objects.all(), label=gettext_lazy("Capability"), required=False
    )
    whose = forms.ChoiceField(label=gettext_lazy("From whom"), required=False)

    def __init__(self, *args: Any, whose: Choices, capabilities: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("whose", whose), ("capability", capabilities)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"

    def requirement(self) -> Requirement | None:
        """What the line asks for, or None for an empty one."""
        values = self.cleaned_data
        if not values.get("capability"):
            return None
        kind, agency = _read_whose(values["whose"])
        return Requirement(
            capability=values["capability"],
            number=values["number"] or 1,
            alarm_level=values["alarm_level"],
            agency_kind=kind,
            agency=agency,
        )


RequirementForms = forms.formset_factory(RequirementForm, extra=3, max_num=100, can_delete=True)


def line_choices() -> dict[str, Choices]:
    """What every line of requirements offers; asked for once."""
    kinds = [(f"kind:{kind}", label) for kind, label in AgencyKind.choices]
    agencies = Agency.objects.in_use().order_by("pk")
    named = [(f"agency:{one.pk}", name_of(one)) for one in agencies]
    whose: Choices = [
        ("", _("anybody")),
        (_("Any of a kind"), kinds),
        (_("One agency"), named),
    ]
    capabilities = [(str(one.pk), name_of(one)) for one in Capability.objects.all()]
    return {"whose": whose, "capabilities": [("", "—"), *capabilities]}


def whose_of(agency_kind: str, agency_id: int | None) -> str:
    if agency_id:
        return f"agency:{agency_id}"
    return f"kind:{agency_kind}" if agency_kind else ""


def initial_of(plan: ResponsePlan) -> dict[str, Any]:
    """What the form shows of a plan."""
    scope = plan.incident_type.code if plan.incident_type else ""
    plain = (
        "name_ko", "name_en", "advice_ko", "advice_en", "priority_from", "priority_to",
        "district_code", "days", "starts", "ends", "within_minutes", "is_active", "version",
    )  # fmt: skip
    return {
        **{name: getattr(plan, name) for name in plain},
        "scope": scope or (f"{FAMILY}{plan.family}" if plan.family else ""),
        "area": write_area(plan.area),
    }


def read_area(text: str) -> MultiPolygon | None:
    """Corners as "37.45632, 126.70521", latitude first; a blank line begins another piece."""
    rings: list[list[tuple[float, float]]] = [[]]
    for line in text.strip().splitlines():
        if not line.strip():
            rings.append([])
            continue
        rings[-1].append(_corner(line))
    pieces = [ring for ring in rings if ring]
    if not pieces:
        return None
    if any(len(ring) < 3 for ring in pieces):
        raise forms.ValidationError(_("An area has at least three corners."))
    return MultiPolygon([Polygon([*ring, ring[0]]) for ring in pieces], srid=4326)


def _corner(line: str) -> tuple[float, float]:
    try:
        lat, lon = (float(part) for part in line.replace(",", " ").split())
    except ValueError as problem:
        raise forms.ValidationError(_("Not a corner: %(line)s") % {"line": line}) from problem
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise forms.ValidationError(_("Not a corner: %(line)s") % {"line": line})
    return lon, lat


def write_area(area: MultiPolygon | None) -> str:
    """As `read_area` reads it; holes are not written."""
    if area is None:
        return ""
    pieces = [piece for piece in area if isinstance(piece, Polygon)]
    rings = [list(piece.exterior_ring.coords)[:-1] for piece in pieces]
    return "\n\n".join("\n".join(f"{lat:.6f}, {lon:.6f}" for lon, lat in ring) for ring in rings)


def _scopes() -> Choices:
    kinds = list(IncidentType.objects.filter(is_active=True).order_by("code"))
    families = sorted({kind.family for kind in kinds})
    return [
        ("", _("every type")),
        (_("Families"), [(f"{FAMILY}{one}", f"{one}.*") for one in families]),
        (_("Types"), [(kind.code, f"{kind.code} {name_of(kind)}") for kind in kinds]),
    ]


def _districts() -> Choices:
    found = District.objects.filter(valid_to=None).defer("area").order_by("code")
    by_level: dict[str, Choices] = {}
    for one in found:
        by_level.setdefault(str(one.get_level_display()), []).append((one.code, name_of(one)))
    return [("", _("the whole city")), *by_level.items()]


def _read_whose(text: str) -> tuple[str, Agency | None]:
    what, _colon, value = text.partition(":")
    if what == "agency":
        return "", Agency.objects.filter(pk=int(value)).first()
    return value, None
