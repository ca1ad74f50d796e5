"""Which types of incident there are."""

from __future__ import annotations

from collections.abc import Collection

from incidents.models import IncidentType


def unknown_types(codes: Collection[str]) -> set[str]:
    """Those of `codes` that are neither a type nor a family of types."""
    if not codes:
        return set()
    types = list(IncidentType.objects.only("code"))
    return set(codes) - {kind.code for kind in types} - {kind.family for kind in types}
