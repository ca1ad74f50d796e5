"""Is a position believable? Each rule has its reason, and the first that fails is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import cos, hypot, radians

from django.utils.translation import gettext as _

from positions.services.knowing import Box, Known, Units
from positions.services.reading import Sent
from positions.services.scope import NotAFix, Scope
from positions.states import Reason

AHEAD_SECONDS = 30.0  # clocks of devices are not that good
OLDEST_SECONDS = 24 * 3600.0
METRES_PER_DEGREE = 111_195.0
# Standing still, a receiver wanders; two fixes in one instant are no proof of speed.
WANDERING_METRES = 200.0
LEAST_SECONDS = 1.0


@dataclass
class Judge:
    """Judges the fixes of one batch, each unit's in the order of their time.

    What it accepts becomes what is known of the unit, so the next fix is measured against it.
    """

    units: Units
    scope: Scope
    received: datetime
    box: Box | None

    def __post_init__(self) -> None:
        now = self.received.timestamp()
        self._latest, self._oldest = now + AHEAD_SECONDS, now - OLDEST_SECONDS

    def accept(self, fix: Sent) -> Known:
        """The unit that is there now, or NotAFix with the reason."""
        known = self.units.named(fix.named, self.scope)
        if known is None:
            raise NotAFix(Reason.UNKNOWN_UNIT)
        if not self._is_theirs(known):
            raise NotAFix(Reason.NOT_YOURS)
        at = fix.at.timestamp()
        self._check_time(at, known.at)
        self._check_place(fix)
        if known.at is not None:
            _check_speed(fix, known, at - known.at)
        known.at, known.lon, known.lat = at, fix.lon, fix.lat
        return known

    def _is_theirs(self, known: Known) -> bool:
        scope = self.scope
        if scope.unit_id is not None and scope.unit_id != known.unit:
            return False
        return scope.agency_id is None or scope.agency_id == known.agency

    def _check_time(self, at: float, before: float | None) -> None:
        if at > self._latest:
            raise NotAFix(Reason.FUTURE)
        if at < self._oldest:
            raise NotAFix(Reason.TOO_OLD)
        if before is not None and at <= before:
            raise NotAFix(Reason.DUPLICATE if at == before else Reason.OUT_OF_ORDER)

    def _check_place(self, fix: Sent) -> None:
        if self.box is None or _is_within(self.box, fix.lon, fix.lat):
            return
        is_swapped = _is_within(self.box, fix.lat, fix.lon)
        text = _("Longitude and latitude look swapped.") if is_swapped else ""
        raise NotAFix(Reason.OUTSIDE, text)


def _is_within(box: Box, lon: float, lat: float) -> bool:
    return box[0] <= lon <= box[2] and box[1] <= lat <= box[3]


def _check_speed(fix: Sent, known: Known, seconds: float) -> None:
    """A wrong fix that got through is outgrown: the time since makes every place reachable."""
    north = (fix.lat - known.lat) * METRES_PER_DEGREE
    east = (fix.lon - known.lon) * METRES_PER_DEGREE * cos(radians(fix.lat))
    reach = known.fastest_kmh / 3.6 * max(seconds, LEAST_SECONDS) + WANDERING_METRES
    if hypot(north, east) > reach + (fix.accuracy_m or 0.0):
        raise NotAFix(Reason.JUMP)
