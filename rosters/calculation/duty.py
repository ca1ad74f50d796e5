"""Who is on duty at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from rosters.calculation.plan import Layer, Plan
from rosters.calculation.wall import counts_at, turn_at


def on_duty(plan: Plan, at: datetime) -> tuple[int, ...]:
    """Everybody on duty, the primary first; () is a gap.

    Behind them, for the minutes of hand-over, who was relieved.
    """
    present = standing(plan, at)
    if not present or not plan.hand_over_minutes:
        return present
    people = _People(plan, at)
    before = standing(plan, at - timedelta(minutes=plan.hand_over_minutes))
    relieved = (one for one in before if people.stays(one))
    return tuple(dict.fromkeys((*present, *relieved)))


def standing(plan: Plan, at: datetime) -> tuple[int, ...]:
    """Everybody whose duty it is, without those who were just relieved."""
    people = _People(plan, at)
    found: dict[int, None] = {}
    ranks = {one.rank for one in plan.layers} | {one.rank for one in plan.shifts}
    for rank in sorted(ranks):
        found |= dict.fromkeys(_of_rank(plan, people, rank, set(found)))
    found |= dict.fromkeys(people.beside())
    return tuple(found)


def _of_rank(plan: Plan, people: _People, rank: int, taken: set[int]) -> list[int]:
    """Those of the shifts; where there are none, of the uppermost layer that has somebody."""
    at = people.at
    shifts = (one for one in plan.shifts if one.rank == rank and one.holds(at))
    found = [stands for one in shifts if (stands := people.for_place(one.person)) is not None]
    if found:
        return found
    for layer in reversed([one for one in plan.layers if one.rank == rank]):
        if counts_at(layer, at, plan.zone, plan.holidays):
            stands = _of_layer(layer, plan, people, taken)
            if stands is not None:
                return [stands]
    return []


def _of_layer(layer: Layer, plan: Plan, people: _People, taken: set[int]) -> int | None:
    """Whose turn it is; the next in order for somebody away or on duty already."""
    many = len(layer.participants)
    first = turn_at(layer, people.at, plan.zone)
    for step in range(many if plan.passes_on else min(many, 1)):
        stands = people.for_place(layer.participants[(first + step) % many])
        if stands is not None and (stands not in taken or not plan.passes_on):
            return stands
    return None


@dataclass(frozen=True)
class _People:
    """Who is there at the moment, and who stands in for whom."""

    plan: Plan
    at: datetime

    def is_here(self, person: int) -> bool:
        if person not in self.plan.members:
            return False
        return not any(one.person == person and one.holds(self.at) for one in self.plan.leaves)

    def for_place(self, person: int) -> int | None:
        """Who stands in this person's place, or None for nobody.

        A stand-in may have one, too. Two who stand in for each other have changed places.
        """
        met = {person}
        stands = person
        while (next_one := self._stand_in(stands)) is not None and next_one not in met:
            met.add(next_one)
            stands = next_one
        return stands if self.is_here(stands) else None

    def beside(self) -> Iterator[int]:
        """Those who are on duty besides."""
        for one in self.plan.overrides:
            if one.instead_of is None and one.holds(self.at):
                stands = self.for_place(one.person)
                if stands is not None:
                    yield stands

    def stays(self, person: int) -> bool:
        """Whether somebody who was relieved may stay on for the hand-over."""
        return self.is_here(person) and self._stand_in(person) is None

    def _stand_in(self, person: int) -> int | None:
        """By the override that was made last."""
        for one in reversed(self.plan.overrides):
            if one.instead_of == person and one.holds(self.at):
                return one.person
        return None
