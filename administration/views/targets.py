"""The pages of targets: seconds by type and priority."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.effects import Effect
from administration.fields import name_of, number
from administration.selectors.targets import effects_of_target, target_rows
from administration.views.editing import Editing
from administration.views.frame import Framed, sought_in, whole
from dispatch.models import AgeingTarget
from dispatch.permissions import target_for
from dispatch.services import targets
from dispatch.services.targets import LONGEST
from dispatch.target_cards import target_of
from incidents.models import IncidentType
from incidents.states import Priority
from safety_net.core import clock, wall


class TargetForm(forms.Form):
    pending_seconds = number(gettext_lazy("seconds until acknowledged"), 1, LONGEST)
    response_seconds = number(
        gettext_lazy("seconds until the first unit is on scene"), 1, LONGEST, required=False
    )


class TargetTable(Framed):
    page_name = "admin-targets"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        chosen = sought_in(request, "type")
        kinds = IncidentType.objects.filter(is_active=True).order_by("code")
        context = {
            "rows": target_rows(chosen),
            "levels": list(Priority),
            "types": [(one.code, f"{one.code} {name_of(one)}") for one in kinds],
            "chosen": chosen,
        }
        return self.show("targets.html", context)


class TargetEditing(Editing):
    """One number pair; the address of a new one names its type and priority."""

    page_name = "admin-targets"
    template = "target.html"
    address = "admin-target"
    kind = "target.changed"
    member = "target"
    labels = {
        "pending_seconds": gettext_lazy("seconds until acknowledged"),
        "response_seconds": gettext_lazy("seconds until the first unit is on scene"),
    }

    def find(self, pk: int) -> AgeingTarget:
        return target_for(self.viewer, pk)

    def scope(self) -> tuple[IncidentType | None, int]:
        """The type (None: every type) and the priority."""
        if self.row is not None:
            return self.row.incident_type, self.row.priority
        code, level = sought_in(self.request, "type"), whole(sought_in(self.request, "priority"))
        found = IncidentType.objects.filter(code=code).first() if code else None
        if level not in Priority.values or (code and found is None):
            raise Http404
        return found, int(level or 0)

    def title(self) -> str:
        found, level = self.scope()
        return f"{name_of(found) if found else _('every type')} · P{level}"

    def card(self) -> dict[str, Any]:
        return target_of(self.row)

    def initial(self, card: dict[str, Any]) -> dict[str, Any]:
        return card

    def form(self, sent: QueryDict | None, initial: dict[str, Any]) -> TargetForm:
        return TargetForm(sent, initial=initial)

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
        if pk is None or "drop" not in request.POST:
            return super().post(request, pk)
        self.row = self.find(pk)
        targets.drop_target(target_id=pk, **self.who)
        messages.success(request, _("The city's target counts."))
        return redirect("admin-targets")

    def effects(self, values: dict[str, Any]) -> list[Effect]:
        found, level = self.scope()
        seconds = values["pending_seconds"]
        with wall.lifted():  # what the viewer may not see is only counted
            return effects_of_target(found, level, seconds, self.viewer, at=clock.now())

    def keep(self, values: dict[str, Any], version: int) -> AgeingTarget:
        found, level = self.scope()
        return targets.set_target(
            incident_type=found, priority=level, version=version, **values, **self.who
        )

    def more(self) -> dict[str, Any]:
        return {"droppable": self.row is not None and self.row.incident_type is not None}
