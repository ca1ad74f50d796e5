"""Every bound of the live channel, in one place; docs/live.md quotes them."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Seconds, entries and bytes. `settings.LIVE_LIMITS` may override any of them by name."""

    heartbeat_seconds: float = 3.0
    poll_seconds: float = 1.0  # so losing Redis costs a second, not data
    pace_seconds: float = 0.02  # between two reads of a busy log; a lone entry never waits
    recheck_seconds: float = 1.5  # how often rights are looked at again
    positions_seconds: float = 1.0  # at most one frame of positions in that time
    start_seconds: float = 10.0  # from the handshake to the start frame
    blocked_seconds: float = 10.0  # one frame that the peer does not take
    farewell_seconds: float = 1.0

    ring_entries: int = 20_000
    ring_bytes: int = 32_000_000
    frame_entries: int = 500
    frame_bytes: int = 256_000
    catch_up_entries: int = 5_000
    catch_up_bytes: int = 2_000_000
    catch_up_range: int = 50_000  # rows looked through, seen or not

    inbound_bytes: int = 4_096
    inbound_frames: int = 10  # in any ten seconds
    connections_per_user: int = 40
    waiting_polls: int = 500
    wait_seconds: float = 25.0


def limits() -> Limits:
    """The bounds in force."""
    return Limits(**getattr(settings, "LIVE_LIMITS", {}))
