"""What was refused, for those who look after an agency's devices."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Sum

from positions.models import RefusedCount, RefusedFix
from safety_net.core.clock import iso

LISTED = 100


def refused_of(agency_id: int, *, today: date, days: int) -> dict[str, Any]:
    """Counts by reason over the last `days` days (UTC, today included), and the latest."""
    first = today - timedelta(days=days - 1)
    counts = (
        RefusedCount.objects.filter(agency_id=agency_id, day__gte=first)
        .values("reason")
        .annotate(total=Sum("number"))
        .order_by("reason")
    )
    latest = RefusedFix.objects.filter(agency_id=agency_id).select_related("device")[:LISTED]
    return {
        "since": first.isoformat(),
        "counts": {row["reason"]: row["total"] for row in counts},
        "latest": [_shape(one) for one in latest],
    }


def _shape(one: RefusedFix) -> dict[str, Any]:
    return {
        "code": one.reason,
        "text": one.get_reason_display(),
        "unit": one.named,
        "device": one.device.name if one.device else "",
        "received_at": iso(one.received_at),
        "sent": one.sent,
    }
