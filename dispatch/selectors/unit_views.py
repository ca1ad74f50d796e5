"""The unit status board as its person left it."""

from __future__ import annotations

from typing import Any

from dispatch.models import UnitView
from safety_net.core.access import Viewer

FIELDS = ("service", "sort", "text", "free")


def unit_view_of(viewer: Viewer) -> dict[str, Any] | None:
    """`service`, `sort`, `text` and `free`; None for who has chosen nothing yet. One query."""
    rows = UnitView.objects.filter(membership__user_id=viewer.user_id)
    mine = rows.filter(membership__agency_id=viewer.agency_id or 0).values(*FIELDS).first()
    return dict(mine) if mine else None
