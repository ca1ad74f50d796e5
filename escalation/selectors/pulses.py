"""When the engine was last at work."""

from __future__ import annotations

from datetime import datetime

from escalation.models import EnginePulse


def last_at_work() -> dict[str, datetime]:
    """Driver → its last tick; a driver that never ran is not in it."""
    return dict(EnginePulse.objects.values_list("driver", "at"))
