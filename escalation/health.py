"""Is the engine at work? For monitors on other machines, which sign in nowhere."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from escalation.selectors.health import health
from safety_net.core import clock


def engine(request: HttpRequest) -> JsonResponse:
    """503 once no driver was at work for 30 s, or a step is more than a minute late."""
    try:
        found = health(at=clock.now())
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "age": None}, status=503)
    told = {
        "status": "ok" if found.is_at_work else "silent",
        "age": found.age,
        "overdue": found.overdue,
        "late_seconds": found.late_seconds,
        "blocked": found.blocked,
        "faults": sorted({fault.code for fault in found.faults}),
    }
    return JsonResponse(told, status=200 if found.is_at_work else 503)
