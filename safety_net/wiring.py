"""Reactions between apps: each is a line on this page and nowhere else."""

from __future__ import annotations

from agencies import access
from dispatch.board import board_for
from safety_net.core import live


def connect() -> None:
    """Called once, when every app is loaded."""
    live.provide_snapshot(board_for)
    live.provide_viewers(
        by_session=access.viewer_of_session,
        by_token=access.viewer_of_token,
        standing_keys=access.standing_keys,
        still_valid=access.still_valid,
    )
