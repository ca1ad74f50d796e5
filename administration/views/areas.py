"""The pages of service areas: the list with what is left out or shared, and the drawing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.effects import Effect
from administration.fields import INPUT, Choices, choice, day, name_of, offer, words
from administration.selectors.areas import area_rows, effects_of_area, services
from administration.selectors.coverage import coverage_of, features
from administration.views.editing import Editing
from administration.views.frame import Framed, sought_in
from administration.views.members import agency_choices
from agencies.cards import area_of
from agencies.drawn import LONGEST, read_area, written
from agencies.models import Role, ServiceArea
from agencies.permissions import area_for
from agencies.selectors import city_day
from agencies.services import areas
from agencies.services.areas import AreaFacts
from safety_net.core import clock
from safety_net.core.errors import Invalid


class AreaForm(forms.Form):
    """The shape is drawn, pasted or uploaded; a file counts before what stands in the field."""

    agency = choice(gettext_lazy("agency"))
    service = choice(gettext_lazy("service"))
    name = words(gettext_lazy("name"), 100, required=False)
    valid_from = day(gettext_lazy("valid from"))
    valid_to = day(gettext_lazy("valid to"))
    area = forms.CharField(
        label=gettext_lazy("Shape as GeoJSON"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({**INPUT, "rows": 4, "spellcheck": "false"}),
        help_text=gettext_lazy("Longitude first. Another reference system is named in “crs”."),
    )
    file = forms.FileField(
        label=gettext_lazy("or a file"),
        required=False,
        widget=forms.FileInput({**INPUT, "accept": ".json,.geojson,application/geo+json"}),
    )

    def __init__(self, *args: Any, agencies: Choices | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "service", services())
        if agencies is None:
            del self.fields["agency"]
        else:
            offer(self, "agency", agencies)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            values["area"] = read_area(self._text(values))
        except Invalid as refusal:
            self.add_error("area", refusal.extra["fields"]["area"])
        return values

    def _text(self, values: dict[str, Any]) -> str:
        file = values.get("file")
        if file is None:
            return str(values.get("area") or "")
        if file.size > LONGEST:
            raise Invalid(area=_("This is larger than 2 MB."))
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as problem:
            raise Invalid(area=_("This is no GeoJSON.")) from problem


class AreaList(Framed):
    page_name = "admin-areas"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        offered = services()
        service = sought_in(request, "service") or offered[0][0]
        q, ended = sought_in(request), "ended" in request.GET
        today = city_day(clock.now())
        rows = list(area_rows(self.viewer, q, service, day=today, ended=ended))
        report = coverage_of(service, today)
        context = {
            "rows": [(one, area_of(one)["square_metres"] / 1e6) for one in rows],
            "q": q,
            "service": service,
            "services": offered,
            "ended": ended,
            "report": report,
            "features": features(rows, report.patches),
        }
        return self.show("areas.html", context)


class AreaEditing(Editing):
    page_name = "admin-areas"
    template = "area.html"
    address = "admin-area"
    kind = "service_area.changed"
    member = "area"
    labels = {
        "service": gettext_lazy("service"),
        "name": gettext_lazy("name"),
        "square_metres": "m²",
        "corners": gettext_lazy("corners"),
        "valid_from": gettext_lazy("valid from"),
        "valid_to": gettext_lazy("valid to"),
    }

    def find(self, pk: int) -> ServiceArea:
        return area_for(self.viewer, pk)

    def title(self) -> str:
        if self.row is None:
            return _("New area")
        return f"{name_of(self.row.agency)} {self.row.name}".strip()

    def may_change(self) -> bool:
        own = self.row is None or self.row.agency_id == self.viewer.agency_id
        return own or self.viewer.role == Role.CITY_ADMIN

    def card(self) -> dict[str, Any]:
        return area_of(self.row)

    def initial(self, card: dict[str, Any]) -> dict[str, Any]:
        shape = areas.shape_at(self.row, card["version"])
        days = {name: _date(card[name]) for name in ("valid_from", "valid_to")}
        return {**card, **days, "area": written(shape)}

    def first(self) -> dict[str, Any]:
        own = str(self.viewer.agency_id or "")
        return {"agency": own, "service": sought_in(self.request, "service")}

    def form(self, sent: QueryDict | None, initial: dict[str, Any]) -> AreaForm:
        choose = self.row is None and self.is_city_admin
        files = self.request.FILES if sent is not None else None
        offered = agency_choices() if choose else None
        return AreaForm(sent, files, initial=initial, agencies=offered)

    def effects(self, values: dict[str, Any]) -> list[Effect]:
        now = clock.now()
        facts = _facts(values)
        return effects_of_area(self.row, self._agency(values), facts, self.viewer, at=now)

    def _agency(self, values: dict[str, Any]) -> int:
        if self.row is not None:
            return int(self.row.agency_id)
        return int(values["agency"]) if self.is_city_admin else self.viewer.agency_id or 0

    def keep(self, values: dict[str, Any], version: int) -> ServiceArea:
        facts = _facts(values)
        if self.row is None:
            return areas.draw(agency_id=self._agency(values), facts=facts, **self.who)
        return areas.redraw(area_id=self.row.pk, version=version, facts=facts, **self.who)

    def more(self) -> dict[str, Any]:
        """The areas beside it, for the map; one's own is drawn from the field."""
        service = self.row.service if self.row else self.first()["service"]
        today = city_day(clock.now())
        found = area_rows(self.viewer, "", service, day=today, ended=False) if service else []
        beside = [one for one in found if self.row is None or one.pk != self.row.pk]
        return {"features": features(beside, [])}


def _facts(values: dict[str, Any]) -> AreaFacts:
    return AreaFacts(
        service=values["service"],
        area=values["area"],
        name=values["name"],
        valid_from=values["valid_from"],
        valid_to=values["valid_to"],
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
