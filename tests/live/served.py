"""The application as the live tests serve it: the real one, with a board that is easy to check."""

from __future__ import annotations

from typing import Any

from safety_net.asgi import application  # isort: skip  (it loads Django first)

from accounts.sessions import standing_sessions
from agencies import access
from safety_net.core import live
from safety_net.core.access import Viewer
from safety_net.core.models import LogEntry

__all__ = ["application"]


def count_of_visible(viewer: Viewer) -> dict[str, Any]:
    """A board that says how many entries its viewer has seen."""
    visible = LogEntry.objects.filter(audience__overlap=sorted(viewer.tokens))
    return {"visible": visible.count()}


live.provide_snapshot(count_of_visible)
live.provide_viewers(
    by_session=access.viewer_of_session,
    by_token=access.listener_of_token,
    standing_keys=access.standing_keys,
    standing_sessions=standing_sessions,
    still_valid=access.still_valid,
)
