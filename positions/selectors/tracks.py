"""Where a unit has been: the history by unit and time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from positions.models import Fix
from safety_net.core.clock import iso

LONGEST = timedelta(days=7)
MOST = 10_000  # nearly three hours of one position a second


def track_of(unit_id: int, *, since: datetime, until: datetime) -> list[Fix]:
    """The positions in [since, until], in order of time; MOST and one more at most."""
    rows = Fix.objects.filter(unit_id=unit_id, at__range=(since, until)).order_by("at")
    return list(rows[: MOST + 1])


def fix_shape(fix: Fix) -> dict[str, Any]:
    return {
        "at": iso(fix.at),
        "received_at": iso(fix.received_at),
        "lon": fix.lon,
        "lat": fix.lat,
        "heading": fix.heading,
        "speed_kmh": fix.speed_kmh,
        "accuracy_m": fix.accuracy_m,
        "source": fix.source,
        "simulated": fix.is_simulated,
    }


def line_of(unit_id: int, fixes: list[Fix], *, truncated: bool) -> dict[str, Any]:
    """A GeoJSON feature: a line, or nothing where there are less than two positions (RFC 7946)."""
    points = [[fix.lon, fix.lat] for fix in fixes]
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": points} if len(points) > 1 else None,
        "properties": {
            "unit": unit_id,
            "from": iso(fixes[0].at) if fixes else None,
            "to": iso(fixes[-1].at) if fixes else None,
            "times": [iso(fix.at) for fix in fixes],
            "truncated": truncated,
        },
    }
