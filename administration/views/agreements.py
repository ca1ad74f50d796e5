"""The pages of sharing agreements: propose, sign, end, and what one shows of what is open."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from administration.effects import Effect
from administration.fields import INPUT, choice, name_of, offer, words
from administration.history import changes_of
from administration.selectors.agreements import Asked, agreement_rows, asked_of, effect_of
from administration.views.editing import Editing
from administration.views.frame import Framed, sought_in, whole
from administration.views.members import agency_choices
from agencies.models import District
from agencies.selectors import city_day
from agreements.cards import state_of
from agreements.models import Agreement
from agreements.permissions import agreement_for, may
from agreements.selectors import ground_of
from agreements.services.ending import end
from agreements.services.proposing import LONGEST_PURPOSE, Terms, propose
from agreements.services.signing import sign
from agreements.states import Level
from incidents.states import Priority
from safety_net.core import clock
from safety_net.core.errors import Forbidden, Refusal

GIVES, RECEIVES = "gives", "receives"
WALL_CLOCK = "%Y-%m-%dT%H:%M"


def _moment(label: Any, **more: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput({**INPUT, "type": "datetime-local"}, format=WALL_CLOCK)
    return forms.DateTimeField(label=label, widget=widget, **more)


def _ticks(label: Any) -> forms.TypedMultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.TypedMultipleChoiceField(label=label, required=False, widget=widget)


class AgreementForm(forms.Form):
    """Terms that are left empty mean all. One's own agency is always one of the two sides."""

    direction = choice(
        gettext_lazy("direction"),
        [
            (GIVES, gettext_lazy("we show them ours")),
            (RECEIVES, gettext_lazy("they show us theirs")),
        ],
    )
    other = choice(gettext_lazy("the other agency"))
    level = choice(pgettext_lazy("agreement", "level"), Level.choices, initial=Level.SUMMARY)
    types = words(
        pgettext_lazy("agreement", "types"),
        500,
        required=False,
        help_text=gettext_lazy("Codes or families, such as FIRE, EMS.ARREST; empty for all."),
    )
    priorities = _ticks(pgettext_lazy("agreement", "priorities"))
    districts = _ticks(gettext_lazy("districts"))
    valid_from = _moment(gettext_lazy("valid from"))
    valid_to = _moment(gettext_lazy("valid to"), required=False)
    purpose = words(gettext_lazy("purpose"), LONGEST_PURPOSE)

    def __init__(self, *args: Any, own: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "other", [one for one in agency_choices() if one[0] != str(own)])
        offer(self, "priorities", [(str(int(one)), f"P{int(one)}") for one in Priority])
        gu = District.objects.valid_on(city_day(clock.now())).filter(level=District.Level.GU)
        offer(self, "districts", [(one.code, name_of(one)) for one in gu.defer("area")])

    def clean_types(self) -> list[str]:
        return [one.upper() for one in self.cleaned_data["types"].replace(",", " ").split()]

    def clean_priorities(self) -> list[int]:
        return [int(one) for one in self.cleaned_data["priorities"]]


class AgreementList(Framed):
    page_name = "admin-agreements"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        q, ended = sought_in(request), "ended" in request.GET
        rows = agreement_rows(self.viewer, q, ended=ended)
        return self.show("agreements.html", {"rows": rows, "q": q, "ended": ended})


class NewAgreement(Editing):
    """Propose one, or (`?replaces=`) other terms in the place of one that stands."""

    page_name = "admin-agreements"
    template = "agreement_new.html"
    address = "admin-agreement"

    def title(self) -> str:
        return _("New agreement")

    def first(self) -> dict[str, Any]:
        former = self._former()
        now = {"valid_from": clock.now()}
        if former is None:
            return now
        gives = former.giver_id == self.viewer.agency_id
        return {
            **now,
            "direction": GIVES if gives else RECEIVES,
            "other": str(former.receiver_id if gives else former.giver_id),
            "level": former.level,
            "types": ", ".join(former.types),
            "priorities": [str(one) for one in former.priorities],
            "districts": former.districts,
            "purpose": former.purpose,
        }

    def _former(self) -> Agreement | None:
        pk = whole(sought_in(self.request, "replaces"))
        return agreement_for(self.viewer, pk, "propose") if pk is not None else None

    def form(self, sent: QueryDict | None, initial: dict[str, Any]) -> AgreementForm:
        return AgreementForm(sent, initial=initial, own=self.viewer.agency_id or 0)

    def effects(self, values: dict[str, Any]) -> list[Effect]:
        giver, receiver = self._sides(values)
        codes = values["districts"]
        ground = ground_of(codes, day=city_day(clock.now())) if codes else None
        asked = Asked(
            giver_id=giver,
            receiver_id=receiver,
            level=values["level"],
            types=values["types"],
            priorities=values["priorities"],
            area=ground,
        )
        return [effect_of(asked, self.viewer)]

    def _sides(self, values: dict[str, Any]) -> tuple[int, int]:
        own, other = self.viewer.agency_id or 0, int(values["other"])
        return (own, other) if values["direction"] == GIVES else (other, own)

    def keep(self, values: dict[str, Any], version: int) -> Agreement:
        giver, receiver = self._sides(values)
        names = ("level", "types", "priorities", "districts", "valid_from", "valid_to", "purpose")
        told = {name: values[name] for name in names}
        terms = Terms(giver_id=giver, receiver_id=receiver, **told)
        former = self._former()
        return propose(terms=terms, replaces_id=former.pk if former else None, **self.who)


class OneAgreement(Framed):
    """Its terms, who signed, and what it shows; the two sides sign and end it here."""

    page_name = "admin-agreements"

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return self._page(agreement_for(self.viewer, pk, "see_agreements"))

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        verb = "end" if "end" in request.POST else "sign"
        agreement = agreement_for(self.viewer, pk, verb)
        try:
            self._act(verb, agreement)
        except Forbidden as problem:
            raise PermissionDenied from problem
        except Refusal as refusal:
            fields = refusal.extra.get("fields") or {}
            told = " ".join(str(one) for one in fields.values()) or str(refusal)
            return self._page(agreement, wrong=told, status=refusal.status)
        messages.success(request, _("Kept."))
        return redirect("admin-agreement", pk=pk)

    def _act(self, verb: str, agreement: Agreement) -> None:
        sent = self.request.POST
        if verb == "end":
            end(agreement_id=agreement.pk, reason=sent.get("reason", ""), **self.who)
        else:
            version = whole(sent.get("version", "")) or 0
            sign(agreement_id=agreement.pk, version=version, **self.who)

    def _page(self, agreement: Agreement, wrong: str = "", status: int = 200) -> HttpResponseBase:
        stands = agreement.ended_at is None
        sides = (agreement.giver_id, agreement.receiver_id)
        mine = self.viewer.agency_id in sides
        signed = {one.agency_id for one in agreement.signatures.all()}
        districts = District.objects.filter(code__in=agreement.districts).defer("area")
        kinds = ("agreement.proposed", "agreement.signed", "agreement.began", "agreement.ended")
        context = {
            "title": f"{name_of(agreement.giver)} → {name_of(agreement.receiver)}",
            "row": agreement,
            "state": state_of(agreement),
            "districts": [name_of(one) for one in districts],
            "effect": effect_of(asked_of(agreement), self.viewer) if stands else None,
            "may_sign": stands
            and mine
            and self.viewer.agency_id not in signed
            and may(self.viewer, "sign"),
            "may_end": stands and mine and may(self.viewer, "end"),
            "wrong": wrong,
            "changes": _changes(agreement.pk, kinds),
            "may_change": False,
        }
        return self.show("agreement.html", context, status)


def _changes(pk: int, kinds: tuple[str, ...]) -> list[Any]:
    found = [one for kind in kinds for one in changes_of(kind, pk, "agreement", {})]
    return sorted(found, key=lambda one: one.at, reverse=True)
