"""A form for one row: what would change is told before it is kept; its history stands below."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from administration.effects import Effect, digest
from administration.history import Change, Labels, changes_of, version_of
from administration.views.frame import Framed, mark, whole
from safety_net.core.errors import Refusal, StaleVersion


class Editing(Framed):
    """`row` is None on the page of a new one. What differs stands in the methods below."""

    template: ClassVar[str] = "form.html"
    address: ClassVar[str] = ""
    # How the log tells of the row: kind of entry, member of its payload.
    kind: ClassVar[str] = ""
    member: ClassVar[str] = ""
    labels: ClassVar[Labels] = {}
    row: Any = None

    def find(self, pk: int) -> Any:
        """The row, if the viewer may see it."""
        raise NotImplementedError

    def form(self, sent: QueryDict | None, initial: dict[str, Any]) -> forms.Form:
        raise NotImplementedError

    def initial(self, card: dict[str, Any]) -> dict[str, Any]:
        """The form's fields of a row as the log tells of it."""
        raise NotImplementedError

    def card(self) -> dict[str, Any]:
        """The row as the log would tell of it now."""
        raise NotImplementedError

    def effects(self, values: dict[str, Any]) -> list[Effect]:
        """What this would do to what is going on."""
        return []

    def keep(self, values: dict[str, Any], version: int) -> Any:
        """Call the service; `version` is the one that the person looked at."""
        raise NotImplementedError

    def title(self) -> str:
        raise NotImplementedError

    def may_change(self) -> bool:
        return True

    def more(self) -> dict[str, Any]:
        """What else the template shows."""
        return {}

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
        self.row = None if pk is None else self.find(pk)
        card, restored = self._asked_version()
        form = self.form(None, self.initial(card) if self.row is not None else self.first())
        return self._page(form, restored=restored)

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
        self.row = None if pk is None else self.find(pk)
        if not self.may_change():
            return self.handle_no_permission()
        form = self.form(request.POST, self.initial(self.card()) if self.row is not None else {})
        if not form.is_valid():
            return self._page(form, status=400)
        effects = self.effects(form.cleaned_data)
        asked = digest(request.POST)
        if effects and request.POST.get("confirmed") != asked:
            return self._page(form, effects=effects, asked=asked)
        return self._keep(form)

    def first(self) -> dict[str, Any]:
        """What the form of a new row begins with."""
        return {}

    def kept(self, row: Any) -> HttpResponseBase:
        """Where one goes from here."""
        messages.success(self.request, _("Kept."))
        return redirect(self.address, pk=row.pk)

    def _keep(self, form: forms.Form) -> HttpResponseBase:
        try:
            row = self.keep(form.cleaned_data, self._version())
        except StaleVersion as refusal:
            return self._page(form, status=409, stale=refusal.extra["current"])
        except Refusal as refusal:
            mark(form, refusal)
            return self._page(form, status=400)
        return self.kept(row)

    def _version(self) -> int:
        return whole(self.request.POST.get("version", "")) or 0

    def _asked_version(self) -> tuple[dict[str, Any], int | None]:
        """The row as it is, or as it was at the version that somebody wants back."""
        if self.row is None:
            return {}, None
        asked = whole(self.request.GET.get("version", ""))
        if asked is not None:
            former = version_of(self.kind, self.row.pk, self.member, asked)
            if former is not None:
                return former, asked
        return self.card(), None

    def changes(self) -> list[Change]:
        if self.row is None:
            return []
        return changes_of(self.kind, self.row.pk, self.member, self.labels)

    def _page(self, form: forms.Form, status: int = 200, **more: Any) -> HttpResponseBase:
        context = {
            "form": form,
            "row": self.row,
            "version": self._version() or getattr(self.row, "version", 0),
            "title": self.title(),
            "may_change": self.may_change(),
            "changes": self.changes(),
            "address": self.address,
        }
        return self.show(self.template, context | self.more() | more, status)
