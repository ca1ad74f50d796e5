"""Each minute: what must hold is looked at, made good where that is possible, and told."""

from __future__ import annotations

import httpx
import structlog

from escalation.models import EngineSettings
from escalation.selectors.health import Health, health
from escalation.services.sweeping import sweep
from safety_net.core import clock

logger = structlog.get_logger(__name__)
PING_SECONDS = 5.0


def check() -> int:
    """Repair runs and log every fault; how many there are."""
    at = clock.now()
    repaired = sweep(at=at)
    found = health(at=at)
    for fault in found.faults:
        logger.error("engine_fault", code=fault.code, detail=fault.detail)
    return repaired + len(found.faults)


def ping() -> bool:
    """Tell the dead-man's switch of others that steps are taken; silence tells it the contrary."""
    url = EngineSettings.objects.values_list("dead_man_url", flat=True).get()
    if not url or not _is_at_work():
        return False
    try:
        httpx.get(url, timeout=PING_SECONDS, follow_redirects=False).raise_for_status()
    except httpx.HTTPError as problem:
        logger.warning("dead_man_not_told", reason=type(problem).__name__)
        return False
    return True


def _is_at_work() -> bool:
    found: Health = health(at=clock.now())
    return found.is_at_work
