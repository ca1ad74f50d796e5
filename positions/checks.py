"""Wrong set-up, found when the server starts and told with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks

LEAST_DAYS = 2  # a position of yesterday may still come in


@checks.register
def history_is_kept(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Retention that is shorter than the age of what is accepted would drop what just came in."""
    if settings.SAFETY_NET_POSITION_DAYS >= LEAST_DAYS:
        return []
    hint = f"Set SAFETY_NET_POSITION_DAYS to {LEAST_DAYS} or more."
    return [checks.Error("Positions would be dropped at once.", hint=hint, id="positions.E001")]
