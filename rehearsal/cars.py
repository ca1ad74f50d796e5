"""One simulated unit on its way."""

from __future__ import annotations

from dataclasses import dataclass

from rehearsal.goals import STAY, Goal
from roads.driving import Route
from roads.sphere import LonLat

# Positions are believed up to 300 km/h (positions/services/judging.py).
FASTEST_KMH = 250.0
HURRY = 3.0
# Seconds between two positions: of one that is sent, of one that just drives, of one that stands.
EVERY, EVERY_ON_BEAT, EVERY_STANDING = 2.0, 5.0, 60.0


@dataclass
class Car:
    """Where a unit is and how far along its way. `stuck` is a goal to which no way was found."""

    unit: int
    spot: LonLat
    by_water: bool = False
    goal: Goal = STAY
    route: Route | None = None
    driven: float = 0.0
    heading: float | None = None
    kmh: float = 0.0
    rests: float = 0.0
    stuck: Goal | None = None
    told: float | None = None

    def wants(self, goal: Goal) -> None:
        """A new goal ends the way to the old one; to be late for the same place does not."""
        if (goal.spot, goal.beat) != (self.goal.spot, self.goal.beat):
            self.route, self.driven, self.rests, self.kmh = None, 0.0, 0.0, 0.0
            self.stuck = None
        self.goal = goal

    @property
    def needs_way(self) -> bool:
        if self.route is not None or self.goal.spot is None or self.stuck == self.goal:
            return False
        return self.rests <= 0 if self.goal.beat else self.goal.spot != self.spot

    def sets_out(self, route: Route) -> None:
        self.route, self.driven = route, 0.0

    @property
    def has_arrived(self) -> bool:
        return self.route is None and self.goal.spot == self.spot

    def drives(self, seconds: float, pace: float, rest: float) -> None:
        """`pace` times as fast as the roads say; at the end of a beat it rests."""
        self.rests -= seconds
        if self.route is None:
            return
        slowed = FASTEST_KMH / max(self.route.at(self.driven).kmh, 1.0)
        self.driven += seconds * min(pace * (HURRY if self.goal.late else 1.0), slowed)
        moment = self.route.at(self.driven)
        self.spot, self.heading, self.kmh = (moment.lon, moment.lat), moment.heading, moment.kmh
        if self.driven >= self.route.duration:
            self._arrives(rest)

    def _arrives(self, rest: float) -> None:
        self.route, self.kmh, self.rests = None, 0.0, rest
        if self.goal.spot is not None and not self.goal.beat:
            self.spot = self.goal.spot
        self.told = None  # to stand is news

    def is_due(self, now: float) -> bool:
        """Whether its position should be told; `now` in seconds."""
        if self.told is None:
            return True
        every = EVERY_STANDING
        if self.route is not None:
            every = EVERY_ON_BEAT if self.goal.beat else EVERY
        return now - self.told >= every
