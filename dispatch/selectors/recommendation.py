"""Who should go: the plan's places, filled by those who are there first. Nobody is sent by it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from dispatch.models import PlanRequirement, ResponsePlan
from dispatch.selectors.arrivals import Arrival, arrivals, soonest
from dispatch.selectors.filling import Demand, Filling, Helper
from dispatch.selectors.shortlist import Candidate, Scene, shortlist

# By road another one may be there first than as the crow flies, so some more are looked at; many
# more where those turn out not to get there at all, such as from across a strait.
SPARE = (2, 20, 200)


@dataclass(kw_only=True)
class Place:
    """What is asked for, and who would fill it; `have` is filled by those who are there already.

    `diverted` are units of other incidents that could be taken where nobody is free. `reachable`
    counts the able ones that arrive in time, `placed_elsewhere` those that fill another place.
    """

    demand: Demand
    have: int = 0
    chosen: list[Arrival] = field(default_factory=list)
    diverted: list[Arrival] = field(default_factory=list)
    short: int = 0
    reachable: int = 0
    placed_elsewhere: int = 0


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """What a plan asks for at an alarm level, and who could go now."""

    plan: ResponsePlan | None
    level: int
    levels: list[int]
    places: list[Place]
    scene: Scene


def recommend(
    plan: ResponsePlan | None, level: int, scene: Scene, *, assigned: Sequence[Helper] = ()
) -> Recommendation:
    """Fill what `plan` asks for up to `level`; those who are `assigned` keep their places."""
    demands = demands_of(plan, level)
    search = _Search(demands, scene, assigned, limit=plan.within_minutes * 60 if plan else 0)
    return Recommendation(
        plan=plan,
        level=level,
        levels=levels_of(plan, level),
        places=search.places(),
        scene=scene,
    )


def levels_of(plan: ResponsePlan | None, level: int) -> list[int]:
    """1 … the highest level that adds something, or the present one where it is higher."""
    highest = max((one.alarm_level for one in _requirements(plan)), default=1)
    return list(range(1, max(highest, level) + 1))


def demands_of(plan: ResponsePlan | None, level: int) -> list[Demand]:
    """All that is asked for at the level: each level adds to those before it."""
    found: dict[tuple[str, str, int | None], Demand] = {}
    for one in _requirements(plan):
        if one.alarm_level <= level:
            key = (one.capability.code, one.agency_kind, one.agency_id)
            before = found[key].number if key in found else 0
            found[key] = Demand(
                capability=one.capability.code,
                capability_id=one.capability_id,
                number=before + one.number,
                agency_kind=one.agency_kind,
                agency_id=one.agency_id,
            )
    return list(found.values())


def _requirements(plan: ResponsePlan | None) -> Collection[PlanRequirement]:
    return plan.requirements.all() if plan else ()


class _Search:
    """One look for units: near ones first, farther ones only where those do not suffice."""

    def __init__(
        self, demands: Sequence[Demand], scene: Scene, assigned: Sequence[Helper], *, limit: int
    ) -> None:
        self.demands, self.scene, self.assigned, self.limit = demands, scene, assigned, limit
        self.arriving: list[Arrival] = []
        self.filling = self._filled()

    def places(self) -> list[Place]:
        scene = self.scene
        for wanted in SPARE:
            before = len(scene.without)
            if self._missing():
                scene = self._look(scene, wanted)
            if len(scene.without) == before:
                break
        found = [self._place(number) for number in range(len(self.demands))]
        self._divert([place for place in found if place.short])
        return found

    def _look(self, scene: Scene, wanted: int) -> Scene:
        """Look at the nearest; gives the scene without those who were looked at."""
        near = shortlist(self._missing(), scene, wanted=wanted)
        fit = _first(near, self._missing(), wanted=wanted)
        reached = self._in_time(arrivals(scene.point, fit))
        self.arriving = sorted([*self.arriving, *reached], key=soonest)
        self.filling = self._filled()
        seen = {one.unit_id for one in fit} | {one.unit_id for one in near if not one.manned}
        return replace(scene, without=scene.without | seen)

    def _in_time(self, found: list[Arrival]) -> list[Arrival]:
        return [one for one in found if one.seconds <= self.limit]

    def _filled(self) -> Filling:
        helpers = [*self.assigned, *(one.candidate.helper for one in self.arriving)]
        return Filling(self.demands, helpers)

    def _missing(self) -> list[Demand]:
        """The demands that are not met yet, with what is missing of each."""
        return [
            replace(demand, number=missing)
            for place, demand in enumerate(self.demands)
            if (missing := self.filling.missing(place))
        ]

    def _place(self, number: int) -> Place:
        demand, taken = self.demands[number], set(self.filling.taken(number))
        arriving = [one for one in self.arriving if one.candidate.helper.counts_for(demand)]
        able = [one for one in self.assigned if one.counts_for(demand)]
        ids = [one.unit_id for one in able] + [one.candidate.unit_id for one in arriving]
        return Place(
            demand=demand,
            have=sum(one.counts_for(demand) for one in able if one.unit_id in taken),
            chosen=[one for one in arriving if one.candidate.unit_id in taken],
            short=self.filling.missing(number),
            reachable=len(arriving),
            placed_elsewhere=sum(
                1 for unit in ids if self.filling.place_of.get(unit, number) != number
            ),
        )

    def _divert(self, short: list[Place]) -> None:
        """Who is on another incident and would be there soonest, as many as are short."""
        demands = [replace(place.demand, number=place.short) for place in short]
        busy = shortlist(demands, self.scene, wanted=SPARE[0], engaged=True) if demands else []
        near = _first(busy, demands, wanted=SPARE[0])
        found = self._in_time(arrivals(self.scene.point, near))
        filling = Filling(demands, [one.candidate.helper for one in found])
        for number, place in enumerate(short):
            taken = set(filling.taken(number))
            place.diverted = [one for one in found if one.candidate.unit_id in taken]


def _first(pool: Sequence[Candidate], demands: Sequence[Demand], *, wanted: int) -> list[Candidate]:
    """The manned ones at the front of the pool: for each demand `wanted` more than it misses."""
    chosen: dict[int, Candidate] = {}
    for demand in demands:
        fitting = [one for one in pool if one.manned and one.helper.counts_for(demand)]
        chosen |= {one.unit_id: one for one in fitting[: demand.number + wanted]}
    return list(chosen.values())
