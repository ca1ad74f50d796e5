"""Moments of an incident at which other apps may act, inside the same transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safety_net.core.city_log import Log
from safety_net.core.hooks import Hook

if TYPE_CHECKING:
    from incidents.models import Incident

filed: Hook[Incident, Log] = Hook()
# Before it closes: what becomes of whoever is still on it, and a supervisor's reason; or blank.
closing: Hook[Incident, str, str, Log] = Hook()
closed: Hook[Incident, Log] = Hook()
reopened: Hook[Incident, Log] = Hook()
# An agency, by its id, sees the incident from now on.
shown: Hook[Incident, int, Log] = Hook()
# The first, a duplicate, has become part of the second.
merged: Hook[Incident, Incident, Log] = Hook()
