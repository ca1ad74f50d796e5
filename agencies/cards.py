"""Agencies and places in them as the city log tells of them."""

from __future__ import annotations

import hashlib
from typing import Any

import shapely
from django.contrib.auth.models import User

from agencies.jurisdictions import square_metres
from agencies.models import Agency, Membership, ServiceArea


def agency_of(agency: Agency) -> dict[str, Any]:
    """docs/live-entries.md, Agency."""
    names = ("id", "slug", "kind", "name_ko", "name_en", "short_ko", "short_en", "colour")
    return {
        **{name: plain(getattr(agency, name)) for name in names},
        "informed_from": agency.informed_from,
        "answer_seconds": agency.answer_seconds,
        "active": agency.is_active,
        "version": agency.version,
    }


def member_of(membership: Membership) -> dict[str, Any]:
    """docs/live-entries.md, Member. No address and no number of anybody."""
    return {
        "id": membership.pk,
        "person": membership.user_id,
        "name": name_of(membership.user),
        "agency": membership.agency_id,
        "role": plain(membership.role),
        "active": membership.is_active,
        "version": membership.version,
    }


def person_of(user: User) -> dict[str, Any]:
    """docs/live-entries.md, Person."""
    return {"id": user.pk, "name": name_of(user), "active": user.is_active}


def area_of(area: ServiceArea) -> dict[str, Any]:
    """docs/live-entries.md, service_area.changed: its size and corners stand for its shape."""
    shape = shapely.from_wkb(bytes(area.area.wkb))
    return {
        "id": area.pk,
        "agency": area.agency_id,
        "service": area.service,
        "name": area.name,
        "square_metres": round(square_metres(shape)),
        "corners": area.area.num_coords,
        "shape": hashlib.sha256(bytes(area.area.wkb)).hexdigest()[:16],
        "valid_from": area.valid_from.isoformat() if area.valid_from else None,
        "valid_to": area.valid_to.isoformat() if area.valid_to else None,
        "version": area.version,
    }


def name_of(user: User) -> str:
    return user.get_full_name() or user.get_username()


def plain(value: Any) -> Any:
    """A choice as the text that it stands for."""
    return str(value) if isinstance(value, str) else value
