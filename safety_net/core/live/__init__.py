"""Live: every commit of the city log on every desk within a second, without a gap.

The log is the truth and a socket only a hint. One hub per web process follows the log and hands
each connection what its viewer may see. The protocol is described in docs/live.md.
"""

from safety_net.core.live.registry import (
    Position,
    Positions,
    provide_engine,
    provide_positions,
    provide_snapshot,
    provide_viewers,
)

__all__ = [
    "Position",
    "Positions",
    "provide_engine",
    "provide_positions",
    "provide_snapshot",
    "provide_viewers",
]
