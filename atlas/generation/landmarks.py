"""Named places people speak of: markets, bridges, underpasses, pumps, beaches, ferry piers."""

from typing import Any

import numpy as np
import shapely

from atlas.generation.coast import Coast
from atlas.generation.facilities import ANY, MAIN, Builder
from atlas.generation.grid import Field
from atlas.generation.names import Name, called
from atlas.generation.rail import Track
from atlas.generation.roads import Road
from atlas.generation.settlement import Ground
from atlas.generation.thing import Thing


class Landmarks:
    """Builds each kind from what is already on the map."""

    def __init__(self, builder: Builder, ground: Ground, coast: Coast, roads: list[Road]) -> None:
        self.builder, self.ground, self.coast, self.roads = builder, ground, coast, roads
        self.plan, self.book = builder.plan, builder.book

    def _stems_at(self, spots: Field) -> list[str]:
        return [self.builder.stems[i] for i in self.builder.dong_at(spots)]

    def markets(self) -> list[Thing]:
        dice = self.plan.rng("markets")
        spots = self.builder.kerbs.pick(dice, self.plan.count(32, least=5), 16.0, ANY, crowding=2.5)
        words = (
            ("시장", "Market"),
            ("전통시장", "Traditional Market"),
            ("종합시장", "Central Market"),
        )
        things = [
            Thing(f"K{n:03d}", "market", called(stem, *words[n % 3]), spot)
            for n, (spot, stem) in enumerate(zip(spots, self._stems_at(spots), strict=True), 2)
        ]
        fish = self.builder.kerbs.near(self._port(), ANY, 20.0)
        return [Thing("K001", "market", Name("해온어시장", "Haeon Fish Market"), fish), *things]

    def _port(self) -> Field:
        port = next(r for r in self.coast.reclaimed if r.kind == "port")
        return np.array(port.shape.centroid.coords[0])

    def underpasses(self, tracks: list[Track]) -> list[Thing]:
        """Where a main street dips under the railway or a motorway: low, and quick to flood."""
        over = [t.line for t in tracks if t.cls == "rail"]
        over += [r.line for r in self.roads if r.cls == "motorway" and not r.subclass]
        main = [r for r in self.roads if r.cls in (*MAIN, "tertiary") and not r.brunnel]
        spots: list[Field] = []
        for road in main:
            met = shapely.get_parts(shapely.intersection(road.line, over))
            spots += [np.array([p.x, p.y]) for p in met if p.geom_type == "Point"]
        return self._named_underpasses(_thinned(spots, 420.0)[: self.plan.count(24, least=3)])

    def _named_underpasses(self, spots: list[Field]) -> list[Thing]:
        dice = self.plan.rng("underpasses")
        if len(spots) < 3:
            spots += list(self.builder.kerbs.pick(dice, 3 - len(spots), 0.0, ANY, crowding=2.0))
        heart = np.array(self.ground.centres[0].spot)
        spots.sort(key=lambda s: float(np.hypot(*(s - heart))))
        stems = ["갈매", *(self.book.stem() for _ in spots[1:])]
        things = []
        for n, (stem, spot) in enumerate(zip(stems, spots, strict=True), 1):
            risk = "high" if n == 1 else str(dice.choice(["high", "medium", "low"]))
            name = called(stem, "지하차도", "Underpass")
            more: dict[str, str | int] = {"flood_risk": risk}
            things.append(Thing(f"U{n:03d}", "underpass", name, spot, more=more))
        return things

    def pump_stations(self) -> list[Thing]:
        """Along the low banks, where rain has to be lifted into the river or the sea."""
        dice = self.plan.rng("pumps")
        banks = shapely.get_coordinates(shapely.segmentize(self.coast.rivers.boundary, 150))
        lived = self.ground.grid.sample(self.ground.density, banks) > 0.1
        banks = banks[lived] if lived.any() else banks
        wanted = self.plan.count(18, least=3)
        chosen = dice.choice(len(banks), size=min(len(banks), 8 * wanted), replace=False)
        spots = _thinned(list(banks[chosen]), 500 * min(1, self.plan.stretch))[:wanted]
        near = [self.builder.kerbs.near(spot, ANY, 12.0) for spot in spots]
        stems = self._stems_at(np.array(near))
        return [
            Thing(
                f"Q{n:03d}",
                "pump_station",
                called(stem, f"제{n}배수펌프장", f"Drainage Pump Station {n}"),
                spot,
            )
            for n, (spot, stem) in enumerate(zip(near, stems, strict=True), 1)
        ]

    def bridges(self) -> list[Thing]:
        """Long bridges of main streets, each named after its street."""
        things: list[Thing] = []
        seen: set[str] = set()
        spans = [r for r in self.roads if r.brunnel == "bridge" and r.name and r.line.length > 60]
        for road in sorted(spans, key=lambda r: -r.line.length):
            if road.cls not in ("motorway", *MAIN) or road.name is None or road.subclass:
                continue
            stem = self.book.stem(0.4)
            long = road.line.length > 300
            name = called(stem, "대교" if long else "교", "Grand Bridge" if long else "Bridge")
            middle = road.line.interpolate(0.5, normalized=True)
            if name.ko not in seen and len(things) < self.plan.count(60, least=6):
                seen.add(name.ko)
                things.append(
                    Thing(f"G{len(things) + 1:03d}", "bridge", name, np.array([middle.x, middle.y]))
                )
        return things

    def beaches(self) -> list[Thing]:
        return [
            Thing(
                f"A{n:03d}",
                "beach",
                called(self.book.stem(0.5), "해수욕장", "Beach"),
                _inside(part),
            )
            for n, part in enumerate(shapely.get_parts(self.coast.beaches), 1)
        ]

    def stations(self, tracks: list[Track]) -> list[Thing]:
        """Subway and rail stations, named after the dong they stand in."""
        things: list[Thing] = []
        seen: set[str] = set()
        number = 0
        for track in tracks:
            number += track.cls == "transit"
            for spot, stem in zip(track.stops, self._stems_at(track.stops), strict=True):
                own = self.book.stem() if stem in seen else stem
                seen.add(own)
                line = f"{number}호선" if track.cls == "transit" else "해온선"
                kind = "metro_station" if track.cls == "transit" else "rail_station"
                name = called(own, "역", "Station")
                things.append(
                    Thing(f"T{len(things) + 1:03d}", kind, name, spot, more={"line": line})
                )
        return things


def _inside(shape: Any) -> Field:
    point = shape.representative_point()
    return np.array([point.x, point.y])


def _thinned(spots: list[Field], apart: float) -> list[Field]:
    """Without those that stand too near to one before."""
    kept: list[Field] = []
    for spot in spots:
        if all(np.hypot(*(spot - other)) > apart for other in kept):
            kept.append(spot)
    return kept
