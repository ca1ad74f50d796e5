"""Names written on the map: the city, its districts, islands, waters, peaks, and points."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from atlas.generation.coast import Coast
from atlas.generation.districts import Districts
from atlas.generation.features import Feature, of
from atlas.generation.ferries import Islands
from atlas.generation.names import NameBook, called, of_city
from atlas.generation.naming import DistrictNames
from atlas.generation.plan import Plan
from atlas.generation.rivers import Waterway
from atlas.generation.settlement import Ground
from atlas.generation.thing import Thing

POI = {
    "hospital": ("hospital", 2, 13), "school": ("school", 5, 15), "market": ("grocery", 4, 14),
    "ferry_terminal": ("ferry_terminal", 3, 12), "metro_station": ("railway", 3, 13),
    "rail_station": ("railway", 2, 12), "beach": ("beach", 4, 13),
    "district_office": ("town_hall", 2, 12), "station": ("police", 3, 13),
}  # fmt: skip


def places(
    ground: Ground, districts: Districts, names: DistrictNames, islands: Islands
) -> list[Feature]:
    """City, gu, dong and islands as label points."""
    city = of_city()
    heart = shapely.Point(ground.centres[0].spot)
    found = [of(heart, "city", name_ko=city.ko, name_en=city.en, rank=1, min_zoom=3)]
    for gu, name in enumerate(names.gu):
        spot = _middle_of(districts, gu)
        found.append(
            of(shapely.Point(spot), "suburb", name_ko=name.ko, name_en=name.en, rank=4, min_zoom=10)
        )
    rural = districts.rural()
    for n, name in enumerate(names.dong):
        cls = "village" if districts.gu_of[n] in rural else "neighbourhood"
        found.append(
            of(
                shapely.Point(districts.middles[n]),
                cls,
                name_ko=name.ko,
                name_en=name.en,
                rank=7,
                min_zoom=12,
            )
        )
    for name, shape in islands.named:
        big = shape.area > 2e6
        found.append(
            of(shape.representative_point(), "island", name_ko=name.ko, name_en=name.en,
               rank=5 if big else 8, min_zoom=10 if big else 12)
        )  # fmt: skip
    return found


def _middle_of(districts: Districts, gu: int) -> Any:
    """The middle of the dong nearest to where the people of a gu are on average."""
    inside = districts.gu_of == gu
    weight = np.where(inside, districts.people, 0)[:, None]
    mean = (districts.middles * weight).sum(axis=0) / weight.sum()
    away = np.where(inside, np.hypot(*(districts.middles - mean).T), np.inf)
    return districts.middles[int(np.argmin(away))]


@dataclass(frozen=True)
class Scenery:
    """Waterways as lines, and the names of waters and peaks as points."""

    waterways: list[Feature]
    water_names: list[Feature]
    peaks: list[Feature]


def scenery(
    plan: Plan, ground: Ground, coast: Coast, waterways: list[Waterway], book: NameBook
) -> Scenery:
    """Names what nature made."""
    lines, names = _waters(coast, waterways, book)
    return Scenery(lines, names, _peaks(plan, ground, book))


def _waters(
    coast: Coast, waterways: list[Waterway], book: NameBook
) -> tuple[list[Feature], list[Feature]]:
    """Waterway lines, and label points of the sea, the bay and the river."""
    lines, labels = [], []
    for number, waterway in enumerate(waterways):
        name = (
            called(book.stem(0.4), "강", "River")
            if number == 0
            else called(book.stem(0.4), "천", "Stream")
        )
        cls = "stream" if number else "river"
        course = waterway.line.intersection(coast.land)
        longest = max(shapely.get_parts(course), key=lambda part: part.length)
        lines.append(
            of(longest, cls, name_ko=name.ko, name_en=name.en, min_zoom=9 if number == 0 else 12)
        )
        spot = longest.interpolate(0.6, normalized=True)
        labels.append(of(spot, cls, name_ko=name.ko, name_en=name.en, rank=3, min_zoom=11))
    x, y = waterways[0].course[-1]
    labels.append(
        of(shapely.Point(x, y), "bay", name_ko="해온만", name_en="Haeon Bay", rank=1, min_zoom=9)
    )
    return lines, labels


def _peaks(plan: Plan, ground: Ground, book: NameBook) -> list[Feature]:
    """The highest points, well apart, with an invented height in metres."""
    grid, apart = ground.grid, 2_600.0 * max(plan.stretch, 0.4)
    height = np.where(ground.hill, ground.height, 0.0)
    found: list[Feature] = []
    for _ in range(plan.count(14, least=3)):
        row, column = np.unravel_index(int(height.argmax()), height.shape)
        if height[row, column] <= 0:
            break
        x = (column + 0.5) * grid.cell - grid.half_width
        y = (row + 0.5) * grid.cell - grid.half_height
        metres = int(180 + 320 * height[row, column])
        name = called(book.stem(0.1), "산", "Mountain")
        found.append(of(shapely.Point(x, y), "peak", name_ko=name.ko, name_en=name.en, ele=metres,
                        rank=len(found) + 1, min_zoom=11))  # fmt: skip
        reach = int(apart / grid.cell)
        height[max(0, row - reach) : row + reach, max(0, column - reach) : column + reach] = 0
    return found


def points_of_interest(things: list[Thing], cls: str = "") -> list[Feature]:
    """Things that a base map names too."""
    found = []
    for thing in things:
        if thing.kind in POI:
            known, rank, zoom = POI[thing.kind]
            names = {"name_ko": thing.name.ko, "name_en": thing.name.en}
            point = shapely.Point(thing.spot)
            more = {"subclass": thing.kind, **names}
            found.append(of(point, cls or known, **more, rank=rank, min_zoom=zoom))
    return found


def borders(districts: Districts, land: Any) -> list[Feature]:
    """Each border once: between gu (level 6) and between dong (level 8); at sea told apart."""
    gu = shapely.union_all(shapely.boundary(districts.gu))
    dong = shapely.union_all(shapely.boundary(districts.dong)).difference(gu)
    found: list[Feature] = []
    for level, lines in ((6, gu), (8, dong)):
        zoom = 9 if level == 6 else 12
        for maritime, part in ((0, lines.intersection(land)), (1, lines.difference(land))):
            pieces = [p for p in shapely.get_parts(part) if p.geom_type == "LineString"]
            merged = shapely.line_merge(shapely.multilinestrings(pieces))
            more = {"admin_level": level, "maritime": maritime, "min_zoom": zoom}
            found += [of(line, "administrative", **more) for line in shapely.get_parts(merged)]
    return found
