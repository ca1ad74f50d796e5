"""Tables of positions: the latest of each unit, the history, who may tell, and what was refused."""

from positions.models.device import Device
from positions.models.history import Fix
from positions.models.latest import LatestFix
from positions.models.refused import RefusedCount, RefusedFix
from positions.models.rules import AgencyPositionRules, KindPositionRules

__all__ = [
    "AgencyPositionRules",
    "Device",
    "Fix",
    "KindPositionRules",
    "LatestFix",
    "RefusedCount",
    "RefusedFix",
]
