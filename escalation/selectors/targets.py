"""Targets as they are stored: in settings and in steps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import structlog

from escalation.definition import Target
from escalation.states import TargetKind

logger = structlog.get_logger(__name__)


def read_targets(stored: Iterable[dict[str, Any]]) -> tuple[Target, ...]:
    """Those that can be read. The last resort is not itself: it would have no end."""
    found = []
    for one in stored:
        try:
            target = Target(**one)
        except TypeError:
            logger.exception("target_unreadable")
        else:
            found.append(target)
    return tuple(one for one in found if one.kind != TargetKind.DUTY_OFFICER)
