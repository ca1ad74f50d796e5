"""Who takes which place: one place for each unit, none left empty that somebody could take."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from dispatch.selectors.filling import Demand, Filling, Helper

CODES = ["engine", "ladder", "patrol", "traffic"]


def a_demand(capability: str, number: int = 1, kind: str = "", agency: int | None = None) -> Demand:
    return Demand(
        capability=capability,
        capability_id=CODES.index(capability),
        number=number,
        agency_kind=kind,
        agency_id=agency,
    )


def helper(unit: int, *codes: str, agency: int = 1, kind: str = "fire", number: int = 1) -> Helper:
    brings = dict.fromkeys(codes, number)
    return Helper(unit_id=unit, agency_id=agency, agency_kind=kind, brings=brings)


def places(demands: list[Demand], helpers: list[Helper]) -> list[list[int]]:
    filling = Filling(demands, helpers)
    return [filling.taken(place) for place in range(len(demands))]


def test_the_first_that_fits_takes_the_place() -> None:
    helpers = [helper(1, "ladder"), helper(2, "engine"), helper(3, "engine")]
    assert places([a_demand("engine")], helpers) == [[2]]


def test_a_unit_fills_one_place() -> None:
    demands = [a_demand("patrol", 2), a_demand("traffic")]
    helpers = [helper(1, "patrol", "traffic"), helper(2, "patrol"), helper(3, "patrol")]
    assert places(demands, helpers) == [[2, 3], [1]]
    assert places(demands, helpers[:2]) == [[2], [1]]


def test_a_place_is_given_up_for_one_that_nobody_else_can_take() -> None:
    demands = [a_demand("engine"), a_demand("ladder"), a_demand("patrol")]
    helpers = [
        helper(1, "engine", "ladder"),
        helper(2, "engine", "patrol"),
        helper(3, "ladder", "patrol"),
    ]
    for order in permutations(helpers):
        assert all(places(demands, list(order)))


def test_only_the_agency_that_is_asked() -> None:
    demands = [a_demand("engine", agency=2), a_demand("engine", kind="fire")]
    helpers = [helper(1, "engine"), helper(2, "engine", agency=2), helper(3, "engine", kind="city")]
    assert places(demands, helpers) == [[2], [1]]


def test_a_unit_counts_for_all_that_it_brings() -> None:
    demand = a_demand("engine", 5)
    filling = Filling([demand], [helper(1, "engine", number=3), helper(2, "engine")])
    assert filling.taken(0) == [1, 2]
    assert filling.missing(0) == 1


UNITS = st.lists(st.sets(st.sampled_from(CODES), min_size=1), max_size=7)
NUMBERS = st.lists(st.integers(0, 3), min_size=4, max_size=4)


@given(UNITS, NUMBERS)
def test_as_many_places_are_filled_as_can_be(units: list[set[str]], numbers: list[int]) -> None:
    demands = [a_demand(code, number) for code, number in zip(CODES, numbers, strict=True)]
    helpers = [helper(n, *sorted(codes)) for n, codes in enumerate(units)]
    found = places(demands, helpers)
    taken = [unit for place in found for unit in place]
    assert len(taken) == len(set(taken)) == most(units, numbers)
    assert found == places(demands, helpers)


def most(units: list[set[str]], numbers: list[int]) -> int:
    """How many can be placed at all, by trying everything."""
    if not units:
        return 0
    best = most(units[1:], numbers)
    for place, code in enumerate(CODES):
        if code in units[0] and numbers[place]:
            rest = [number - (at == place) for at, number in enumerate(numbers)]
            best = max(best, 1 + most(units[1:], rest))
    return best
