"""Police, fire and coast guard stations, and the areas each answers for."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from atlas.generation.coast import Coast
from atlas.generation.districts import GU, Districts
from atlas.generation.growing import spread
from atlas.generation.kerbs import Kerbs
from atlas.generation.names import Name, called
from atlas.generation.plan import Plan
from atlas.generation.romanise import romanise
from atlas.generation.thing import Thing

MAIN = ("trunk", "primary", "secondary")
ANY = (*MAIN, "tertiary", "minor")


@dataclass(frozen=True)
class Beat:
    """The area a station answers for."""

    agency: str
    station: Thing
    shape: Any


def build(
    plan: Plan, districts: Districts, kerbs: Kerbs, coast: Coast, stems: list[str], gu_stems: list[str]
) -> tuple[dict[str, list[Thing]], list[Beat]]:
    """Stations by agency, and their beats. `stems` are the dong's names without suffix."""
    stations: dict[str, list[Thing]] = {"police": [], "fire": [], "coast_guard": []}
    beats: list[Beat] = []
    for number in range(GU):
        _headquarters(number, districts, kerbs, gu_stems, stations, beats)
    posts = (
        ("police", "substation", 12.0, 46, ("지구대", "Police Substation"), "PS"),
        ("police", "box", 12.0, 20, ("파출소", "Police Box"), "PB"),
        ("fire", "centre", 12.0, 44, ("119안전센터", "119 Safety Center"), "FC"),
    )
    for agency, kind, aside, wanted, words, code in posts:
        number = max(4, round(wanted * plan.scale**0.8))
        dice = plan.rng(f"posts {kind}")
        chosen = spread(districts.middles, districts.people.astype(float), number, dice)
        things = []
        for count, dong in enumerate(sorted(chosen), 1):
            spot = kerbs.near(districts.middles[dong] + dice.normal(0, 150, 2), ANY, aside)
            things.append(Thing(f"{code}{count:03d}", kind, called(stems[dong], *words), spot))
        stations[agency] += things
        if agency == "fire":
            beats += _shared_out(agency, things, districts)
    stations["coast_guard"] = _coast_guard(plan, coast, kerbs, stems, districts)
    return stations, beats


def _headquarters(
    number: int, districts: Districts, kerbs: Kerbs, gu_stems: list[str],
    stations: dict[str, list[Thing]], beats: list[Beat],
) -> None:  # fmt: skip
    """A police station and a fire station for every gu, on different streets."""
    inside = districts.gu_of == number
    weight = np.where(inside, districts.people, 0)
    busiest = districts.middles[int(np.argmax(weight))]
    middle = (districts.middles * weight[:, None]).sum(axis=0) / weight.sum()
    words = (
        ("police", "station", busiest, ("경찰서", "Police Station"), "P"),
        ("fire", "station", middle, ("소방서", "Fire Station"), "F"),
    )
    for agency, kind, spot, name, code in words:
        where = kerbs.near(spot, MAIN, 20.0)
        thing = Thing(f"{code}{number + 1:02d}", kind, called(gu_stems[number], *name), where)
        stations[agency].append(thing)
        if agency == "police":
            beats.append(Beat(agency, thing, districts.gu[number]))


def _shared_out(agency: str, things: list[Thing], districts: Districts) -> list[Beat]:
    """Each dong belongs to the station nearest to where its people live."""
    spots = np.array([thing.spot for thing in things])
    away = np.hypot(*(districts.middles[:, None, :] - spots[None, :, :]).transpose(2, 0, 1))
    nearest = away.argmin(axis=1)
    return [
        Beat(agency, thing, shapely.coverage_union_all(districts.dong[nearest == n]))
        for n, thing in enumerate(things)
        if (nearest == n).any()
    ]


def _coast_guard(
    plan: Plan, coast: Coast, kerbs: Kerbs, stems: list[str], districts: Districts
) -> list[Thing]:
    """A headquarters at the port and posts along the shore."""
    dice = plan.rng("coast guard")
    port = next(r for r in coast.reclaimed if r.kind == "port").shape
    head = kerbs.near(np.array(port.centroid.coords[0]), ANY, 14.0)
    things = [Thing("CG01", "station", Name("해온해양경찰서", "Haeon Coast Guard Station"), head)]
    shore = shapely.get_coordinates(shapely.segmentize(coast.land.boundary, 800))
    for count, index in enumerate(spread(shore, np.ones(len(shore)), plan.count(9, least=4), dice), 2):
        spot = kerbs.near(shore[index], ANY, 12.0)
        dong = int(np.argmin(np.hypot(*(districts.middles - spot).T)))
        name = Name(f"{stems[dong]}해경파출소", f"{romanise(stems[dong])} Coast Guard Post")
        things.append(Thing(f"CG{count:02d}", "post", name, spot))
    return things
