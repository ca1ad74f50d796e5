"""The pages of agencies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.effects import Effect
from administration.fields import choice, name_of, number, offer, tick, words
from administration.selectors.agencies import agency_rows, effects_of_disabling
from administration.views.editing import Editing
from administration.views.frame import Framed, sought_in
from agencies import palette
from agencies.cards import agency_of
from agencies.models import Agency, AgencyKind
from agencies.permissions import agency_for
from agencies.services import agencies
from agencies.services.agencies import LONGEST_ANSWER
from incidents.states import Priority
from safety_net.core import wall

NOBODY = ""


class AgencyForm(forms.Form):
    """`slug` and `kind` are asked for once, when the agency is made."""

    slug = words(
        gettext_lazy("short name in addresses"),
        50,
        help_text=gettext_lazy("Letters without accents, digits and dashes; it stays."),
    )
    kind = choice(gettext_lazy("kind"), AgencyKind.choices)
    name_ko = words(gettext_lazy("Korean name"), 100)
    name_en = words(gettext_lazy("English name"), 100)
    short_ko = words(gettext_lazy("short Korean name"), 20)
    short_en = words(gettext_lazy("short English name"), 20)
    colour = choice(gettext_lazy("colour"))
    informed_from = choice(
        gettext_lazy("informed from priority"),
        required=False,
        help_text=gettext_lazy(
            "Gets an informed track on every incident of this priority or a higher one."
        ),
    )
    answer_seconds = number(
        gettext_lazy("seconds to answer a hand-over"),
        1,
        LONGEST_ANSWER,
        initial=30,
        help_text=gettext_lazy("Without an answer in this time the sender is alarmed."),
    )
    is_active = tick(gettext_lazy("in use"), initial=True)

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "colour", palette.choices(str(self.initial.get("colour", ""))))
        levels = [(str(int(one)), f"P{int(one)} {one.label}") for one in Priority]
        offer(self, "informed_from", [(NOBODY, _("not informed")), *levels])
        if not is_new:
            del self.fields["slug"], self.fields["kind"]

    def clean_informed_from(self) -> int | None:
        said = self.cleaned_data["informed_from"]
        return int(said) if said else None


class AgencyList(Framed):
    page_name = "admin-agencies"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        q, disabled = sought_in(request), "disabled" in request.GET
        with wall.lifted():  # a count tells of no incident
            rows = list(agency_rows(self.viewer, q, disabled=disabled))
        return self.show("agencies.html", {"rows": rows, "q": q, "disabled": disabled})


class AgencyEditing(Editing):
    page_name = "admin-agencies"
    template = "agency.html"
    address = "admin-agency"
    kind = "agency.changed"
    member = "agency"
    labels = {
        "name_ko": gettext_lazy("Korean name"),
        "name_en": gettext_lazy("English name"),
        "short_ko": gettext_lazy("short Korean name"),
        "short_en": gettext_lazy("short English name"),
        "colour": gettext_lazy("colour"),
        "informed_from": gettext_lazy("informed from priority"),
        "answer_seconds": gettext_lazy("seconds to answer a hand-over"),
        "active": gettext_lazy("in use"),
    }

    def find(self, pk: int) -> Agency:
        return agency_for(self.viewer, pk)

    def title(self) -> str:
        return name_of(self.row) if self.row else _("New agency")

    def card(self) -> dict[str, Any]:
        return agency_of(self.row)

    def initial(self, card: dict[str, Any]) -> dict[str, Any]:
        level = card["informed_from"]
        said = NOBODY if level is None else str(level)
        return {**card, "is_active": card["active"], "informed_from": said}

    def form(self, sent: QueryDict | None, initial: dict[str, Any]) -> AgencyForm:
        return AgencyForm(sent, initial=initial, is_new=self.row is None)

    def effects(self, values: dict[str, Any]) -> list[Effect]:
        goes = self.row is not None and self.row.is_active and not values["is_active"]
        with wall.lifted():  # what the viewer may not see is only counted
            return effects_of_disabling(self.row, self.viewer) if goes else []

    def keep(self, values: dict[str, Any], version: int) -> Agency:
        if self.row is not None:
            return agencies.edit(agency_id=self.row.pk, version=version, changes=values, **self.who)
        named = {name: values[name] for name in values if name not in ("slug", "kind")}
        return agencies.create(slug=values["slug"], kind=values["kind"], values=named, **self.who)
