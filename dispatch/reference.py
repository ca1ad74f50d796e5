"""Everything that a client learns once: the city, its agencies, the catalogue, the targets."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import translation

from agencies import reference as agencies
from dispatch.models import AgeingTarget
from incidents.models import Disposition, IncidentType
from incidents.permissions import ROLES_FOR
from incidents.states import Priority
from safety_net.core.access import Viewer


def reference_for(viewer: Viewer) -> dict[str, Any]:
    """The whole reference; six queries."""
    return {
        "me": {**agencies.me(viewer), "may": _verbs(viewer)},
        "city": agencies.city(),
        "agencies": agencies.agencies(),
        "incident_types": _types(),
        "priorities": _priorities(),
        "dispositions": _dispositions(),
        "demo": bool(settings.SAFETY_NET_DEMO),
    }


def _verbs(viewer: Viewer) -> list[str]:
    return sorted(verb for verb, roles in ROLES_FOR.items() if viewer.role in roles)


def _types() -> list[dict[str, Any]]:
    names = ("code", "name_ko", "name_en", "lead_kind", "support_kinds", "priority", "apco")
    return list(IncidentType.objects.filter(is_active=True).order_by("code").values(*names))


def _dispositions() -> list[dict[str, Any]]:
    found = Disposition.objects.filter(is_active=True).order_by("pk")
    return [dict(row) for row in found.values("code", "name_ko", "name_en")]


def _priorities() -> list[dict[str, Any]]:
    targets = dict(AgeingTarget.objects.values_list("priority", "pending_seconds"))
    return [
        {
            "level": int(one),
            "code": f"P{int(one)}",
            "name_ko": _in("ko", one),
            "name_en": _in("en", one),
            "pending_seconds": targets.get(int(one)),
        }
        for one in Priority
    ]


def _in(language: str, priority: Priority) -> str:
    with translation.override(language):
        return str(priority.label)
