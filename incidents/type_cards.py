"""Types of incident as the city log tells of them."""

from __future__ import annotations

from typing import Any

from incidents.models import IncidentType


def type_of(kind: IncidentType) -> dict[str, Any]:
    """docs/live-entries.md, incident_type.changed."""
    return {
        "id": kind.pk,
        "code": kind.code,
        "name_ko": kind.name_ko,
        "name_en": kind.name_en,
        "lead_kind": str(kind.lead_kind),
        "support_kinds": [str(one) for one in kind.support_kinds],
        "priority": int(kind.priority),
        "apco": kind.apco,
        "exercise": kind.is_exercise,
        "active": kind.is_active,
        "version": kind.version,
    }
