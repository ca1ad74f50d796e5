"""Targets as the city log tells of them."""

from __future__ import annotations

from typing import Any

from dispatch.models import AgeingTarget


def target_of(target: AgeingTarget) -> dict[str, Any]:
    """docs/live-entries.md, target.changed; `type` is null for the city's target."""
    return {
        "id": target.pk,
        "type": target.incident_type.code if target.incident_type else None,
        "priority": int(target.priority),
        "pending_seconds": target.pending_seconds,
        "response_seconds": target.response_seconds,
        "version": target.version,
    }
