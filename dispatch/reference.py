"""Everything that a client learns once: the city, its agencies, the catalogue, the targets."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils import translation
from django.utils.functional import Promise

from agencies import reference as agencies
from agencies.models import Station
from dispatch import permissions
from dispatch.models import AgeingTarget
from dispatch.selectors.unit_views import unit_view_of
from dispatch.states import EIDO, UnitStatus
from incidents import permissions as incidents
from incidents.families import FAMILIES
from incidents.models import Disposition, IncidentType
from incidents.states import Priority
from positions import permissions as positions
from positions.selectors.rules import stale_after
from safety_net.core.access import Viewer
from units.models import Capability, UnitKind
from units.states import Duty

Seconds = tuple[int | None, int | None]
NONE: Seconds = (None, None)


def reference_for(viewer: Viewer) -> dict[str, Any]:
    """The whole reference; eleven queries."""
    in_use, former = agencies.agencies()
    types, former_types = _types()
    targets = _targets()
    return {
        "me": _me(viewer),
        "city": agencies.city(),
        "agencies": in_use,
        "incident_types": types,
        "former": {"agencies": former, "incident_types": former_types},
        "families": _families(),
        "priorities": _priorities(targets),
        "type_targets": _type_targets(targets),
        "dispositions": _dispositions(),
        "unit_kinds": _units(UnitKind, "service"),
        "capabilities": _units(Capability),
        "unit_statuses": _unit_statuses(),
        "stations": _stations(),
        "position_stale_seconds": {str(one): limit for one, limit in stale_after().items()},
        "demo": bool(settings.SAFETY_NET_DEMO),
    }


def _me(viewer: Viewer) -> dict[str, Any]:
    mine = {"may": _verbs(viewer), "unit_board": unit_view_of(viewer)}
    return {**agencies.me(viewer), **mine}


def _verbs(viewer: Viewer) -> list[str]:
    known = {**incidents.ROLES_FOR, **positions.ROLES_FOR, **permissions.ROLES_FOR}
    return sorted(verb for verb, roles in known.items() if viewer.role in roles)


def _types() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Those that are offered, and those that are not any more."""
    names = ("code", "name_ko", "name_en", "lead_kind", "support_kinds", "priority", "apco")
    rows = IncidentType.objects.order_by("code").values(*names, "is_active")
    parts: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    for row in rows:
        parts[row["is_active"]].append({name: row[name] for name in names})
    return parts[True], parts[False]


def _families() -> list[dict[str, Any]]:
    return [
        {"code": code, "name_ko": _in("ko", name), "name_en": _in("en", name)}
        for code, name in FAMILIES.items()
    ]


def _dispositions() -> list[dict[str, Any]]:
    found = Disposition.objects.filter(is_active=True).order_by("pk")
    return [dict(row) for row in found.values("code", "name_ko", "name_en")]


def _priorities(targets: dict[tuple[str | None, int], Seconds]) -> list[dict[str, Any]]:
    found = {level: seconds for (code, level), seconds in targets.items() if code is None}
    return [
        {
            "level": int(one),
            "code": f"P{int(one)}",
            "name_ko": _in("ko", one),
            "name_en": _in("en", one),
            "pending_seconds": found.get(int(one), NONE)[0],
            "response_seconds": found.get(int(one), NONE)[1],
        }
        for one in Priority
    ]


def _type_targets(targets: dict[tuple[str | None, int], Seconds]) -> list[dict[str, Any]]:
    return [
        {"type": code, "priority": level, "pending_seconds": pending, "response_seconds": response}
        for (code, level), (pending, response) in targets.items()
        if code is not None
    ]


def _targets() -> dict[tuple[str | None, int], Seconds]:
    """Seconds by code (None: every type) and priority."""
    names = ("incident_type__code", "priority", "pending_seconds", "response_seconds")
    rows = AgeingTarget.objects.order_by("incident_type__code", "priority").values_list(*names)
    return {(code, level): (pending, response) for code, level, pending, response in rows}


def _units(catalogue: type[Capability | UnitKind], *more: str) -> list[dict[str, Any]]:
    names = ("code", "name_ko", "name_en", *more)
    return [dict(row) for row in catalogue._default_manager.order_by("pk").values(*names)]


def _unit_statuses() -> list[dict[str, Any]]:
    """Every status that a unit's card may show, with its pair of EIDO words."""
    labels: dict[str, Duty | UnitStatus] = {str(one): one for one in (*Duty, *UnitStatus)}
    return [
        {
            "code": code,
            "name_ko": _in("ko", labels[code]),
            "name_en": _in("en", labels[code]),
            "primary": primary,
            "secondary": secondary,
        }
        for code, (primary, secondary) in EIDO.items()
    ]


def _stations() -> list[dict[str, Any]]:
    active = Station.objects.filter(agency__is_active=True).order_by("pk")
    found = active.values("id", "agency_id", "name_ko", "name_en")
    return [{name.removesuffix("_id"): value for name, value in row.items()} for row in found]


def _in(language: str, word: Priority | TextChoices | Promise) -> str:
    with translation.override(language):
        return str(word if isinstance(word, Promise) else word.label)
