"""How long a position counts, by agency."""

from __future__ import annotations

from agencies.models import Agency
from positions.models.rules import FORGET_AFTER_SECONDS, STALE_AFTER_SECONDS


def stale_after() -> dict[int, int]:
    """Agency id → seconds after which a position of its units is stale; every active agency."""
    rows = Agency.objects.filter(is_active=True)
    found = rows.values_list("pk", "position_rules__stale_after_seconds")
    return {agency: seconds or STALE_AFTER_SECONDS for agency, seconds in found}


def forget_after(agency_id: int) -> int:
    """Seconds after which a position of the agency's units is not shown any more."""
    rows = Agency.objects.filter(pk=agency_id)
    seconds = rows.values_list("position_rules__forget_after_seconds", flat=True).first()
    return seconds or FORGET_AFTER_SECONDS
