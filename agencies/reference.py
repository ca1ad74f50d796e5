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


def agencies() -> list[dict[str, Any]]:
    """The active agencies."""
    names = ("id", "slug", "kind", "name_ko", "name_en", "short_ko", "short_en", "colour")
    return list(Agency.objects.in_use().order_by("pk").values(*names))
