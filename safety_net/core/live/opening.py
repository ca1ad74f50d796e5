"""How a connection finds its place: in the ring, from the log, or with a snapshot."""

from __future__ import annotations

from dataclasses import dataclass

from safety_net.core.access import Viewer
from safety_net.core.live import reading
from safety_net.core.live.hub import Hub
from safety_net.core.live.ring import frame_of


@dataclass(frozen=True)
class Opening:
    """The frames that bring the peer up to `cursor`; the hub's ring goes on from there."""

    frames: list[bytes]
    cursor: int


async def opening(hub: Hub, viewer: Viewer, since: int | None) -> Opening:
    """Where a viewer who has everything up to `since` begins; None has nothing yet."""
    if since is None:
        return await _snapshot(hub, viewer)
    if hub.ring.covers(since):
        return Opening([], since)
    missed = await hub.front.ask(reading.missed, since, viewer.tokens, hub.limits)
    if missed is None:
        return await _snapshot(hub, viewer)
    return Opening(_frames(hub, viewer, since, missed), missed.upto)


async def _snapshot(hub: Hub, viewer: Viewer) -> Opening:
    as_of, frame = await hub.snapshots.of(viewer, reaching=hub.ring.base)
    return Opening([frame], as_of)


def _frames(hub: Hub, viewer: Viewer, since: int, missed: reading.News) -> list[bytes]:
    """The missed rows in frames of the usual size."""
    frames, cursor, rows = [], since, missed.rows
    while cursor < missed.upto:
        frame = frame_of(
            rows, after=cursor, upto=missed.upto, tokens=viewer.tokens, limits=hub.limits
        )
        frames.append(frame.text)
        cursor, rows = frame.upto, rows[frame.visible :]
    return frames
