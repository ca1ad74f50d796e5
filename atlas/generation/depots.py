"""Depots of the services that have neither police nor fire stations: where their crews wait."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from atlas.generation.districts import Districts
from atlas.generation.kerbs import Kerbs
from atlas.generation.names import called
from atlas.generation.naming import DistrictNames
from atlas.generation.thing import Thing

STREETS = ("trunk", "primary", "secondary", "tertiary")


@dataclass(frozen=True)
class Depots:
    """One service's depots: in every `every`-th district, some way from its middle (metres)."""

    agency: str
    code: str
    every: int
    words: tuple[str, str]
    away: tuple[float, float]


DEPOTS = (
    Depots("city", "RD", 1, ("도로관리소", "Road Depot"), (450, -300)),
    Depots("health", "HD", 4, ("응급의료센터", "Emergency Medical Base"), (-400, 250)),
    Depots("power", "PD", 3, ("전력지사", "Power Branch"), (-350, -450)),
    Depots("gas", "GD", 3, ("가스안전센터", "Gas Safety Center"), (300, 500)),
)


def found(districts: Districts, names: DistrictNames, kerbs: Kerbs) -> dict[str, list[Thing]]:
    """The depots by agency, beside streets, near where a district's people live."""
    return {one.agency: list(_of(one, districts, names, kerbs)) for one in DEPOTS}


def _of(one: Depots, districts: Districts, names: DistrictNames, kerbs: Kerbs) -> Any:
    for count, gu in enumerate(range(0, len(names.gu), one.every), 1):
        lived = np.where(districts.gu_of == gu, districts.people, 0)[:, None]
        middle = (districts.middles * lived).sum(axis=0) / lived.sum()
        name = called(names.gu_stems[gu], *one.words)
        spot = kerbs.near(middle + np.array(one.away), STREETS, 16.0)
        yield Thing(f"{one.code}{count:02d}", "depot", name, spot)
