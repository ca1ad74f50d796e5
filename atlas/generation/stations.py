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
from atlas.generation.naming import DistrictNames
from atlas.generation.plan import Plan
from atlas.generation.thing import Thing

MAIN = ("trunk", "primary", "secondary")
ANY = (*MAIN, "tertiary", "minor")


@dataclass(frozen=True)
class Beat:
    """The area a station answers for."""

    agency: str
    station: Thing
    shape: Any


@dataclass(frozen=True)
class Post:
    """A kind of small station: its code, how many at scale 1, and what it is called."""

    agency: str
    kind: str
    code: str
    wanted: int
    words: tuple[str, str]


POSTS = (
    Post("police", "substation", "PS", 46, ("지구대", "Police Substation")),
    Post("police", "box", "PB", 20, ("파출소", "Police Box")),
    Post("fire", "centre", "FC", 44, ("119안전센터", "119 Safety Center")),
)


@dataclass(frozen=True)
class Stations:
    """Stations by agency, and who answers where. Beats of one agency cover the city once."""

    of: dict[str, list[Thing]]
    beats: list[Beat]


class Founder:
    """Puts stations where people live, beside streets."""

    def __init__(
        self, plan: Plan, districts: Districts, names: DistrictNames, kerbs: Kerbs
    ) -> None:
        self.plan, self.districts, self.names, self.kerbs = plan, districts, names, kerbs

    def found(self, coast: Coast) -> Stations:
        """Every gu has a police and a fire station; small ones stand in between."""
        police, fire = [], []
        for gu in range(GU):
            police.append(self._main("P", gu, ("경찰서", "Police Station"), self._busiest(gu)))
            fire.append(self._main("F", gu, ("소방서", "Fire Station"), self._middle(gu)))
        beats = [Beat("police", police[gu], self.districts.gu[gu]) for gu in range(GU)]
        stations = {"police": police, "fire": fire, "coast_guard": self._coast_guard(coast)}
        for post in POSTS:
            things = self._posts(post)
            stations[post.agency] += things
            if post.kind == "centre":
                beats += self._shared_out(post.agency, things)
        return Stations(stations, beats)

    def _busiest(self, gu: int) -> Any:
        lived = np.where(self.districts.gu_of == gu, self.districts.people, 0)
        return self.districts.middles[int(np.argmax(lived))]

    def _middle(self, gu: int) -> Any:
        lived = np.where(self.districts.gu_of == gu, self.districts.people, 0)[:, None]
        return (self.districts.middles * lived).sum(axis=0) / lived.sum()

    def _main(self, letter: str, gu: int, words: tuple[str, str], wanted: Any) -> Thing:
        name = called(self.names.gu_stems[gu], *words)
        return Thing(f"{letter}{gu + 1:02d}", "station", name, self.kerbs.near(wanted, MAIN, 20.0))

    def _posts(self, post: Post) -> list[Thing]:
        dice = self.plan.rng(f"posts {post.kind}")
        number = max(4, round(post.wanted * self.plan.scale**0.8))
        lived = self.districts.people.astype(np.float64)
        chosen = sorted(spread(self.districts.middles, lived, number, dice))
        things = []
        for count, dong in enumerate(chosen, 1):
            wanted = self.districts.middles[dong] + dice.normal(0, 150, 2)
            name = called(self.names.dong_stems[dong], *post.words)
            spot = self.kerbs.near(wanted, ANY, 12.0)
            things.append(Thing(f"{post.code}{count:03d}", post.kind, name, spot))
        return things

    def _shared_out(self, agency: str, things: list[Thing]) -> list[Beat]:
        """Each dong belongs to the station nearest to where its people live."""
        spots = np.array([thing.spot for thing in things])
        steps = self.districts.middles[:, None, :] - spots[None, :, :]
        nearest = np.hypot(steps[..., 0], steps[..., 1]).argmin(axis=1)
        return [
            Beat(agency, thing, shapely.coverage_union_all(self.districts.dong[nearest == n]))
            for n, thing in enumerate(things)
            if (nearest == n).any()
        ]

    def _coast_guard(self, coast: Coast) -> list[Thing]:
        """A headquarters at the port and posts along the shore."""
        dice = self.plan.rng("coast guard")
        port = next(r for r in coast.reclaimed if r.kind == "port").shape
        head = self.kerbs.near(np.array(port.centroid.coords[0]), ANY, 14.0)
        name = Name("해온해양경찰서", "Haeon Coast Guard Station")
        things = [Thing("CG01", "station", name, head)]
        shore = shapely.get_coordinates(shapely.segmentize(coast.land.boundary, 800))
        number = self.plan.count(9, least=4)
        for count, index in enumerate(spread(shore, np.ones(len(shore)), number, dice), 2):
            spot = self.kerbs.near(shore[index], ANY, 12.0)
            dong = int(np.argmin(np.hypot(*(self.districts.middles - spot).T)))
            name = called(self.names.dong_stems[dong], "해경파출소", "Coast Guard Post")
            things.append(Thing(f"CG{count:02d}", "post", name, spot))
        return things
