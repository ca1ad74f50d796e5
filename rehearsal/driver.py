"""Moves the simulated units along the roads, second by second."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point

from atlas.models import Place
from positions.replay.playing import SIMULATION, Tally
from positions.services.ingesting import ingest
from rehearsal import fleet
from rehearsal.cars import EVERY_STANDING, Car
from rehearsal.goals import goal_of
from roads.driving import NoWay, crossings_near, route
from roads.sphere import LonLat
from units.states import Duty

# How often the desks' orders are looked at, and how many ways are looked for in a second: a way
# takes some tens of milliseconds, and the city has better things to do.
LOOK_SECONDS = 2.0
WAYS_A_TICK = 2
BEAT_METRES = 2_000.0
REST_SECONDS = (5.0, 40.0)
LONGEST_STEP = 5.0
HOSPITALS = ("emergency_hospital", "hospital")


@dataclass
class Driver:
    """`speed` times as fast as the roads say. `tick` is called about once a second."""

    speed: float = 1.0
    dice: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311
    cars: dict[int, Car] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    # Those that were returning and are back, as of the last look.
    home: set[int] = field(default_factory=set)
    _last: float | None = None
    _looked: float | None = None
    _hospitals: dict[LonLat, LonLat | None] = field(default_factory=dict)
    _beats: dict[LonLat, list[LonLat]] = field(default_factory=dict)

    def tick(self, now: datetime) -> int:
        """Drive until `now` and tell the positions that are due; how many."""
        moment = now.timestamp()
        step = min(moment - (self._last or moment), LONGEST_STEP)
        self._last = moment
        if self._looked is None or moment - self._looked >= LOOK_SECONDS:
            self._look()
            self._looked = moment
        for car in self.cars.values():
            car.drives(step, self.speed, self.dice.uniform(*REST_SECONDS) / self.speed)
        self._find_ways()
        return self._tell(now)

    def _look(self) -> None:
        there = {one.unit: one for one in fleet.seen() if not one.is_moved_by_others}
        for gone in self.cars.keys() - there.keys():
            del self.cars[gone]
        for unit, one in there.items():
            spot = one.spot or one.station
            if unit not in self.cars and spot is not None:
                self.cars[unit] = Car(unit, spot, one.by_water)
            if unit in self.cars:
                self.cars[unit].wants(goal_of(one, self._hospital))
        self.home = {
            unit
            for unit, car in self.cars.items()
            if there[unit].duty == Duty.RETURNING and not there[unit].status and car.has_arrived
        }

    def _find_ways(self) -> None:
        """Whoever is sent sets out before whoever drives about."""
        waiting = [car for car in self.cars.values() if car.needs_way]
        waiting.sort(key=lambda car: (car.goal.beat, not car.goal.late, car.unit))
        for car in waiting[:WAYS_A_TICK]:
            end = self._next_of_beat(car.goal.spot) if car.goal.beat else car.goal.spot
            try:
                if end is None:
                    raise NoWay
                car.sets_out(route(_point(car.spot), _point(end), by_water=car.by_water))
            except NoWay:
                car.stuck = car.goal

    def _tell(self, now: datetime) -> int:
        due = [car for car in self.cars.values() if car.is_due(now.timestamp())]
        if not due:
            return 0
        outcome = ingest([_fix(car, now) for car in due], scope=SIMULATION, received=now)
        for car in due:
            # Those that stand do not all speak in the same second of each minute.
            early = self.dice.uniform(0, EVERY_STANDING / 2) if car.route is None else 0.0
            car.told = now.timestamp() - early
        self.tally.accepted += outcome.accepted
        self.tally.refused.update(one.reason.value for one in outcome.refused)
        return outcome.accepted

    def _next_of_beat(self, middle: LonLat | None) -> LonLat | None:
        if middle is None:
            return None
        if middle not in self._beats:
            self._beats[middle] = crossings_near(_point(middle), BEAT_METRES)
        spots = self._beats[middle]
        return self.dice.choice(spots) if spots else None

    def _hospital(self, spot: LonLat) -> LonLat | None:
        if spot not in self._hospitals:
            near = Place.objects.filter(kind__in=HOSPITALS)
            found = near.order_by(Distance("point", _point(spot)), "pk").first()
            self._hospitals[spot] = (found.point.x, found.point.y) if found else None
        return self._hospitals[spot]


def _fix(car: Car, now: datetime) -> dict[str, Any]:
    fix = {"unit": car.unit, "at": now.isoformat(), "lon": car.spot[0], "lat": car.spot[1]}
    if car.heading is not None:
        fix |= {"heading": car.heading}
    return fix | {"speed_kmh": car.kmh, "accuracy_m": 10.0}


def _point(spot: LonLat) -> Point:
    return Point(*spot, srid=4326)
