"""A moment of every change: all is done and nothing is written yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safety_net.core.hooks import Hook

if TYPE_CHECKING:
    from safety_net.core.city_log.changing import Log

# Runs once, at the end of the outermost change that has entries. What reacts to whatever happened
# stands here, reads `log.drafts` and may append to them; it is part of the change.
concluding: Hook[Log] = Hook()
