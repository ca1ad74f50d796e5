"""Moments of rosters at which other apps may act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from safety_net.core.city_log import Log
from safety_net.core.hooks import Hook

if TYPE_CHECKING:
    from rosters.models import Roster
    from rosters.selectors.gaps import Gap

# Times in which nobody is on duty, of which nobody was told before.
gaps_found: Hook[Roster, Sequence[Gap], Log] = Hook()
