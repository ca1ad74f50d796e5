"""Where units were last heard."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.gis.db.models import PointField
from django.contrib.gis.geos import Polygon
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from positions.models import LatestFix
from positions.models.rules import FORGET_AFTER_SECONDS, STALE_AFTER_SECONDS
from positions.selectors.rules import forget_after
from safety_net.core import clock
from safety_net.core.clock import iso
from units.hooks import Fix
from units.models import Unit

Box = tuple[float, float, float, float]
RULES = "unit__agency__position_rules"
SECOND = Value(timedelta(seconds=1), output_field=DurationField())
MOST = 5_000  # more than a map shows; what is left out is said


def last_heard(unit_id: int) -> Fix | None:
    """The unit's last position, if it is not forgotten yet."""
    found = LatestFix.objects.filter(pk=unit_id).select_related("unit").first()
    if found is None:
        return None
    longest = timedelta(seconds=forget_after(found.unit.agency_id))
    if found.at < clock.now() - longest:
        return None
    return Fix(lon=found.location.x, lat=found.location.y, at=found.at)


def positions_of(units: QuerySet[Unit], *, at: datetime, box: Box | None) -> list[dict[str, Any]]:
    """The newest first, without those that are forgotten at `at`; MOST and one more at most."""
    rows = LatestFix.objects.filter(unit__in=units.filter(is_active=True)).order_by("-at", "pk")
    if box is not None:
        # Straight lines between degrees, as a map draws its frame; a geography has none.
        rows = rows.annotate(place=Cast("location", PointField(srid=4326)))
        rows = rows.filter(place__intersects=Polygon.from_bbox(box))
    forget = Coalesce(F(f"{RULES}__forget_after_seconds"), FORGET_AFTER_SECONDS)
    rows = rows.annotate(
        stale_after=Coalesce(F(f"{RULES}__stale_after_seconds"), STALE_AFTER_SECONDS),
        forget_at=ExpressionWrapper(F("at") + forget * SECOND, DateTimeField()),
    )
    return [_shape(row, at) for row in rows.filter(forget_at__gt=at)[: MOST + 1]]


def _shape(row: Any, at: datetime) -> dict[str, Any]:
    age = max(0, int((at - row.at).total_seconds()))
    return {
        "unit": row.pk,
        "lon": round(row.location.x, 6),
        "lat": round(row.location.y, 6),
        "heading": row.heading,
        "speed_kmh": row.speed_kmh,
        "accuracy_m": row.accuracy_m,
        "at": iso(row.at),
        "received_at": iso(row.received_at),
        "age_seconds": age,
        "stale": age > row.stale_after,
        "source": row.source,
        "simulated": row.is_simulated,
    }
