"""Pages that do not shift while new incidents come in: the cursor is a place in the order."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from incidents.models import Incident
from incidents.querysets import IncidentQuerySet
from safety_net.core.clock import iso
from safety_net.core.errors import Invalid
from safety_net.core.strict import LARGEST_ID, YEARS

Rows = IncidentQuerySet[Incident]
PAGE = 50
LONGEST_PAGE = 200
OLDER, NEWER = "o", "n"


@dataclass(frozen=True)
class Cursor:
    """Everything older, or newer, than the incident with this time and id."""

    way: str
    at: datetime
    pk: int

    @classmethod
    def read(cls, text: str) -> Cursor:
        try:
            raw = base64.urlsafe_b64decode(text.encode("ascii")).decode("ascii")
            way, at, pk = raw.split("|")
            cursor = cls(way, datetime.fromisoformat(at), int(pk))
        except (ValueError, binascii.Error) as problem:
            raise Invalid(cursor=_("This cursor is not one that was given out.")) from problem
        cursor._refuse_foreign()
        return cursor

    def write(self) -> str:
        raw = f"{self.way}|{iso(self.at)}|{self.pk}"
        return base64.urlsafe_b64encode(raw.encode("ascii")).decode("ascii")

    def _refuse_foreign(self) -> None:
        ours = self.way in (OLDER, NEWER) and 0 < self.pk <= LARGEST_ID
        if not ours or self.at.tzinfo is None or self.at.year not in YEARS:
            raise Invalid(cursor=_("This cursor is not one that was given out."))


def page_of(incidents: Rows, request: Request) -> tuple[list[Incident], dict[str, Any]]:
    """One page, the newest first, and its `next` and `previous` addresses."""
    size = _size(request)
    text = request.query_params.get("cursor", "")
    cursor = Cursor.read(text) if text else None
    backwards = cursor is not None and cursor.way == NEWER
    rows = list(_from(incidents, cursor)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    older = more or backwards
    newer = more if backwards else cursor is not None
    return rows, {
        "next": _address(request, OLDER, rows[-1]) if rows and older else None,
        "previous": _address(request, NEWER, rows[0]) if rows and newer else None,
    }


def refuse_pages(request: Request) -> None:
    """Invalid where somebody asks for pages of what comes whole."""
    asked = [name for name in ("cursor", "limit") if request.query_params.get(name)]
    if asked:
        raise Invalid(**{name: _("GeoJSON comes whole, without pages.") for name in asked})


def _from(incidents: Rows, cursor: Cursor | None) -> Rows:
    if cursor is None:
        return incidents.order_by("-filed_at", "-pk")
    at, pk = cursor.at, cursor.pk
    if cursor.way == OLDER:
        beyond = Q(filed_at__lte=at) & (Q(filed_at__lt=at) | Q(pk__lt=pk))
        return incidents.filter(beyond).order_by("-filed_at", "-pk")
    beyond = Q(filed_at__gte=at) & (Q(filed_at__gt=at) | Q(pk__gt=pk))
    return incidents.filter(beyond).order_by("filed_at", "pk")


def _size(request: Request) -> int:
    text = request.query_params.get("limit", str(PAGE))
    if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= LONGEST_PAGE):
        raise Invalid(limit=_("A page has 1 to 200 incidents."))
    return int(text)


def _address(request: Request, way: str, row: Incident) -> str:
    query = request.query_params.copy()
    query["cursor"] = Cursor(way, row.filed_at, row.pk).write()
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
