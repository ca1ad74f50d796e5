"""Who takes which place: plain matching of units to what a plan asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Demand:
    """So many of a capability, from one agency, from a kind of agency, or from anybody."""

    capability: str
    capability_id: int
    number: int
    agency_kind: str = ""
    agency_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Helper:
    """A unit as a demand looks at it: what it brings, and whose it is."""

    unit_id: int
    agency_id: int
    agency_kind: str
    brings: Mapping[str, int]

    def counts_for(self, demand: Demand) -> int:
        """How many of what is asked it brings; 0 where it does not fit."""
        if demand.agency_id is not None and demand.agency_id != self.agency_id:
            return 0
        if demand.agency_kind and demand.agency_kind != self.agency_kind:
            return 0
        return self.brings.get(demand.capability, 0)


class Filling:
    """Gives each helper at most one place, the first helpers first, and leaves no place empty that
    somebody could take. A helper in its place counts for all that it brings of what is asked there.

    The same demands and helpers, in the same order, always give the same places.
    """

    def __init__(self, demands: Sequence[Demand], helpers: Sequence[Helper]) -> None:
        self.demands = demands
        self.offers = [
            {one.unit_id: number for one in helpers if (number := one.counts_for(demand))}
            for demand in demands
        ]
        self.place_of: dict[int, int] = {}
        # Where few would do, they are not spent elsewhere.
        for place in sorted(
            range(len(demands)), key=lambda place: (len(self.offers[place]), place)
        ):
            while self.missing(place) and self._take(place, least=1, seen=set()):
                pass

    def taken(self, place: int) -> list[int]:
        """The units in a place, in the order in which they were offered."""
        return [unit for unit in self.offers[place] if self.place_of.get(unit) == place]

    def missing(self, place: int) -> int:
        there = sum(self.offers[place][unit] for unit in self.taken(place))
        return max(0, self.demands[place].number - there)

    def _take(self, place: int, *, least: int, seen: set[int]) -> bool:
        """One more unit, which brings at least so many: a free one, or one that can be replaced."""
        able = [unit for unit, number in self.offers[place].items() if number >= least]
        for unit in able:
            if unit not in self.place_of:
                self.place_of[unit] = place
                return True
        for unit in able:
            holder = self.place_of[unit]
            if unit in seen or holder == place:
                continue
            seen.add(unit)
            if self._take(holder, least=self.offers[holder][unit], seen=seen):
                self.place_of[unit] = place
                return True
        return False
