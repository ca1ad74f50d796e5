"""Moments of an incident at which other apps may act, inside the same transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safety_net.core.city_log import Log
from safety_net.core.hooks import Hook

if TYPE_CHECKING:
    from incidents.models import Incident

filed: Hook[Incident, Log] = Hook()
closed: Hook[Incident, Log] = Hook()
reopened: Hook[Incident, Log] = Hook()
