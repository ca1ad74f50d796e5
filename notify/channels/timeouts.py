"""How long a provider may take to answer, in seconds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

USUAL, LEAST, LONGEST = 10.0, 0.2, 30.0


def seconds_of(told: Mapping[str, Any]) -> float:
    wanted = told.get("timeout", USUAL)
    if isinstance(wanted, bool) or not isinstance(wanted, int | float):
        return USUAL
    return min(max(float(wanted), LEAST), LONGEST)
