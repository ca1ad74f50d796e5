"""Who one is, the city and its agencies, as clients read them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from agencies.access import active_memberships
from agencies.models import Agency, City
from safety_net.core.access import Viewer


def me(viewer: Viewer) -> dict[str, Any]:
    """The viewer, and every agency that the person may act for."""
    mine = active_memberships(viewer.user_id)
    return {
        "user": viewer.user_id,
        "name": viewer.name,
        "agency": viewer.agency_id,
        "role": viewer.role,
        "agencies": [{"id": one.agency_id, "role": one.role} for one in mine],
        "language": get_language(),
    }


def city() -> dict[str, Any] | None:
    """The city, or None before a pack is loaded."""
    found = City.objects.first()
    if found is None:
        return None
    names = ("slug", "name_ko", "name_en", "timezone", "zoom", "bbox", "fictional", "attribution")
    centre = [found.centre.x, found.centre.y]
    return {"centre": centre, **{name: getattr(found, name) for name in names}}


def agencies() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Those in use, and those that are switched off: what they did still bears their names."""
    names = ("id", "slug", "kind", "name_ko", "name_en", "short_ko", "short_en", "colour")
    rows = Agency.objects.filter(is_hidden=False).order_by("pk").values(*names, "is_active")
    parts: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    for row in rows:
        parts[row["is_active"]].append({name: row[name] for name in names})
    return parts[True], parts[False]
