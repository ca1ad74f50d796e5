"""The vehicles and crews of a city: who stands in which house, and how they are called."""

from collections.abc import Iterator
from dataclasses import dataclass

from atlas.generation.plan import Plan
from atlas.generation.thing import Thing

# Some stand in the workshop, as in any city.
AWAY = 0.04
REASONS = (
    "정기점검 (inspection)",
    "차량수리 (repair)",
    "인력부족 (no crew)",
    "장비교체 (refitting)",
)


@dataclass(frozen=True)
class Vehicle:
    """One unit. `external_id` never changes; the call sign is letters and a number, as typed."""

    external_id: str
    call_sign: str
    kind: str
    agency: str
    station: str
    radio: str
    out_of_service: str


@dataclass(frozen=True)
class Share:
    """In every `every`-th house of these kinds stand `number` units of one kind."""

    agency: str
    kind: str
    letters: str
    houses: tuple[str, ...]
    every: int = 1
    number: int = 1


FLEET = (
    Share("fire", "engine", "E", ("station", "centre")),
    Share("fire", "engine", "E", ("station",), every=2),
    Share("fire", "ambulance", "A", ("station", "centre")),
    Share("fire", "ambulance", "A", ("station",), every=2),
    Share("fire", "ladder", "L", ("station",)),
    Share("fire", "ladder", "L", ("centre",), every=8),
    Share("fire", "rescue", "R", ("station",)),
    Share("fire", "rescue", "R", ("centre",), every=12),
    Share("fire", "command", "C", ("station",)),
    Share("fire", "hazmat", "H", ("station",), every=3),
    Share("fire", "tanker", "W", ("station",)),
    Share("fire", "tanker", "W", ("centre",), every=6),
    Share("fire", "fire_support", "S", ("station",), every=3),
    Share("fire", "forestry", "F", ("station",), every=3),
    Share("police", "patrol", "P", ("substation", "box")),
    Share("police", "patrol", "P", ("substation",), every=4),
    Share("police", "traffic", "TP", ("station",)),
    Share("police", "detective", "DT", ("station",)),
    Share("police", "riot", "RT", ("station",), every=5),
    Share("coast_guard", "patrol_boat", "CG", ("station",), number=3),
    Share("coast_guard", "patrol_boat", "CG", ("post",), every=2),
    Share("coast_guard", "coast_patrol", "CP", ("station", "post"), every=3),
    Share("city", "road_crew", "RC", ("depot",)),
    Share("city", "pump_crew", "PC", ("depot",), every=2),
    Share("city", "relief_team", "RL", ("depot",), every=3),
    Share("city", "water_crew", "WC", ("depot",), every=3),
    Share("city", "telecom_crew", "TC", ("depot",), every=5),
    Share("health", "medical_team", "MT", ("depot",)),
    Share("health", "health_team", "HT", ("depot",)),
    Share("power", "power_crew", "PW", ("depot",), number=2),
    Share("gas", "gas_crew", "GC", ("depot",), number=2),
)
FIREBOAT = Share("fire", "fireboat", "FB", ("station",))


def raise_fleet(plan: Plan, stations: dict[str, list[Thing]]) -> list[Vehicle]:
    """Every unit of the city; the same stations and plan give the same fleet."""
    found: list[Vehicle] = []
    dice = plan.rng("fleet")
    for call_sign, share, house in _named(stations):
        away = dice.random() < AWAY and share.kind != "fireboat"
        reason = REASONS[int(dice.integers(0, len(REASONS)))] if away else ""
        slug = share.agency.replace("_", "-")
        radio = f"{slug.upper()}-{house.code}"
        found.append(
            Vehicle(f"{slug}-{call_sign}", call_sign, share.kind, slug, house.code, radio, reason)
        )
    return found


def _named(stations: dict[str, list[Thing]]) -> Iterator[tuple[str, Share, Thing]]:
    """Call signs are letters and the number of the house; the second there is a hundred more."""
    taken: set[str] = set()
    for share in FLEET:
        numbers = {house.code: n for n, house in enumerate(stations[share.agency], 1)}
        step = 100 if len(numbers) < 100 else 1_000
        houses = [house for house in stations[share.agency] if house.kind in share.houses]
        for house in houses[:: share.every]:
            for _ in range(share.number):
                call_sign = _free(share.letters, numbers[house.code], step, taken)
                taken.add(call_sign)
                yield call_sign, share, house
    yield "FB1", FIREBOAT, _nearest(stations["fire"], stations["coast_guard"][0])


def _free(letters: str, number: int, step: int, taken: set[str]) -> str:
    while f"{letters}{number}" in taken:
        number += step
    return f"{letters}{number}"


def _nearest(houses: list[Thing], port: Thing) -> Thing:
    return min(houses, key=lambda house: float(((house.spot - port.spot) ** 2).sum()))
