"""Moments of the atlas at which other apps may act, inside the transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from safety_net.core.hooks import Hook

Tell = Callable[[str], None]

# A city pack has just been written: when, and where to put lines for the report.
loaded: Hook[[datetime, Tell]] = Hook()
