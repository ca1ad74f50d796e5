"""The pages of types of incident."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.effects import Effect
from administration.fields import choice, name_of, tick, words
from administration.selectors.types import effects_of_change, families, plans_for, type_rows
from administration.views.editing import Editing
from administration.views.frame import Framed, sought_in
from agencies.models import AgencyKind
from incidents.models import IncidentType
from incidents.permissions import type_for
from incidents.services import catalogue
from incidents.states import Priority
from incidents.type_cards import type_of
from safety_net.core import wall


class TypeForm(forms.Form):
    """The code is asked for once: plans, rules and records of years hang on it."""

    code = words(
        gettext_lazy("code"),
        40,
        help_text=gettext_lazy("FAMILY.NAME in capital letters; it stays."),
    )
    apco = words(gettext_lazy("APCO code"), 20, required=False)
    name_ko = words(gettext_lazy("Korean name"), 100)
    name_en = words(gettext_lazy("English name"), 100)
    priority = forms.TypedChoiceField(
        label=gettext_lazy("default priority"),
        choices=[(int(one), f"P{int(one)} {one.name.lower()}") for one in Priority],
        coerce=int,
        widget=forms.Select({"class": "input"}),
    )
    lead_kind = choice(
        gettext_lazy("leads"),
        [("", gettext_lazy("any agency")), *AgencyKind.choices],
        required=False,
    )
    support_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("support"),
        choices=AgencyKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_exercise = tick(gettext_lazy("always an exercise"))
    is_active = tick(gettext_lazy("in use"), initial=True)

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["priority"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(int(one), f"P{int(one)} {one.label}") for one in Priority]
        if not is_new:
            del self.fields["code"], self.fields["is_exercise"]


class TypeList(Framed):
    page_name = "admin-types"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        q, family = sought_in(request), sought_in(request, "family")
        disabled = "disabled" in request.GET
        with wall.lifted():  # a count tells of no incident
            rows = list(type_rows(q, family, disabled=disabled))
        context = {
            "rows": rows,
            "q": q,
            "family": family,
            "families": [(one, one) for one in families()],
            "disabled": disabled,
        }
        return self.show("types.html", context)


class TypeEditing(Editing):
    page_name = "admin-types"
    template = "type.html"
    address = "admin-type"
    kind = "incident_type.changed"
    member = "type"
    labels = {
        "name_ko": gettext_lazy("Korean name"),
        "name_en": gettext_lazy("English name"),
        "apco": gettext_lazy("APCO code"),
        "priority": gettext_lazy("default priority"),
        "lead_kind": gettext_lazy("leads"),
        "support_kinds": gettext_lazy("support"),
        "active": gettext_lazy("in use"),
    }

    def find(self, pk: int) -> IncidentType:
        return type_for(self.viewer, pk)

    def title(self) -> str:
        return name_of(self.row) if self.row else _("New type")

    def card(self) -> dict[str, Any]:
        return type_of(self.row)

    def initial(self, card: dict[str, Any]) -> dict[str, Any]:
        return {**card, "is_active": card["active"]}

    def first(self) -> dict[str, Any]:
        return {"priority": int(Priority.PROMPT)}

    def form(self, sent: QueryDict | None, initial: dict[str, Any]) -> TypeForm:
        return TypeForm(sent, initial=initial, is_new=self.row is None)

    def effects(self, values: dict[str, Any]) -> list[Effect]:
        with wall.lifted():  # what the viewer may not see is only counted
            return effects_of_change(self.row, values, self.viewer) if self.row else []

    def keep(self, values: dict[str, Any], version: int) -> IncidentType:
        if self.row is None:
            return catalogue.add_type(values=values, **self.who)
        return catalogue.change_type(
            type_id=self.row.pk, version=version, changes=values, **self.who
        )

    def more(self) -> dict[str, Any]:
        return {"plans": list(plans_for(self.row)) if self.row else []}
