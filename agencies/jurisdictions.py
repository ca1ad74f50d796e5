"""Overlaps and holes of districts and service areas, measured on the globe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import shapely
from pyproj import Geod
from shapely.geometry import LinearRing
from shapely.geometry.base import BaseGeometry

GLOBE = Geod(ellps="WGS84")

# Borders drawn twice differ by hair; below this nobody's call gets lost.
LEAST_SQUARE_METRES = 1.0

# How many patches a summary names one by one.
PATCHES = 5

# A service that covers less than this (a coast guard) is meant so; its holes are not listed.
LITTLE = 0.5


@dataclass(frozen=True, kw_only=True)
class Area:
    """A named area on WGS84."""

    name: str
    shape: BaseGeometry


@dataclass(frozen=True, kw_only=True)
class Patch:
    """Ground that belongs to two areas (`overlap`) or to none (`hole`); one point inside it."""

    what: str
    of: tuple[str, ...]
    square_metres: float
    lon: float
    lat: float
    shape: BaseGeometry | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        names = " / ".join(self.of)
        return f"{self.what} {size(self.square_metres)} at {self.lon:.5f}, {self.lat:.5f}: {names}"


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What is wrong with one set of areas. `covered` is the share of the whole, 0 … 1."""

    title: str
    areas: int
    square_metres: float
    covered: float
    overlaps: tuple[Patch, ...]
    holes: tuple[Patch, ...]

    @property
    def clean(self) -> bool:
        return not self.overlaps and not self.holes


def size(square_metres: float) -> str:
    """m² below a hectare and a half, km² above."""
    if square_metres < 15_000:
        return f"{square_metres:,.0f} m²"
    return f"{square_metres / 1e6:,.3f} km²"


def square_metres(shape: BaseGeometry) -> float:
    """Geodesic area of a polygon or several."""
    return abs(float(GLOBE.geometry_area_perimeter(shapely.orient_polygons(shape))[0]))


def examine(
    title: str,
    areas: Sequence[Area],
    whole: BaseGeometry | None = None,
    least: float = LEAST_SQUARE_METRES,
) -> Findings:
    """Compare areas with each other and with the `whole` they should fill.

    Without a whole, a hole is ground that the areas enclose and none of them covers.
    """
    union = shapely.union_all([area.shape for area in areas])
    ground = union if whole is None else whole
    size_of_ground = square_metres(ground)
    holes = _holes(title, union, whole, least)
    missing = 0.0 if whole is None else square_metres(_polygons(whole.difference(union)))
    return Findings(
        title=title,
        areas=len(areas),
        square_metres=square_metres(union),
        covered=1 - missing / size_of_ground if size_of_ground else 0.0,
        overlaps=tuple(_worst_first(_overlaps(areas, least))),
        holes=tuple(_worst_first(holes)),
    )


def examine_all(
    *, gu: Sequence[Area], dong: Sequence[Area], services: Mapping[str, Sequence[Area]]
) -> list[Findings]:
    """Districts with each other, then dong and every service against the union of districts."""
    whole = shapely.union_all([area.shape for area in gu]) if gu else None
    found = [examine("gu", gu)] if gu else []
    if dong:
        found.append(examine("dong", dong, whole))
    return found + [
        examine(f"service {name}", areas, whole) for name, areas in sorted(services.items())
    ]


def _worst_first(patches: Iterable[Patch]) -> list[Patch]:
    return sorted(patches, key=lambda patch: -patch.square_metres)


def _overlaps(areas: Sequence[Area], least: float) -> Iterable[Patch]:
    shapes = [area.shape for area in areas]
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    for i, j in zip(left.tolist(), right.tolist(), strict=True):
        if i < j:
            names = (areas[i].name, areas[j].name)
            yield from _patches("overlap", names, shapes[i].intersection(shapes[j]), least)


def _holes(
    title: str, union: BaseGeometry, whole: BaseGeometry | None, least: float
) -> Iterable[Patch]:
    gaps = _enclosed(union) if whole is None else whole.difference(union)
    return _patches("hole", (title,), gaps, least)


def _enclosed(union: BaseGeometry) -> BaseGeometry:
    rings = [ring for polygon in shapely.get_parts(union) for ring in _interiors(polygon)]
    # An island district inside another one's hole is covered all the same.
    return shapely.union_all([shapely.Polygon(ring) for ring in rings]).difference(union)


def _interiors(polygon: BaseGeometry) -> Iterable[LinearRing]:
    return polygon.interiors if isinstance(polygon, shapely.Polygon) else ()


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)


def _patches(
    what: str, names: tuple[str, ...], shape: BaseGeometry, least: float
) -> Iterable[Patch]:
    """The pieces of `shape` that are at least `least` square metres."""
    for part in shapely.get_parts(shape):
        if part.geom_type != "Polygon":
            continue
        area = square_metres(part)
        if area >= least:
            inside = part.representative_point()
            yield Patch(
                what=what,
                of=names,
                square_metres=area,
                lon=inside.x,
                lat=inside.y,
                shape=part,
            )


def finding_lines(findings: Sequence[Findings], most: int | None = PATCHES) -> Iterator[str]:
    """Overlaps and holes with their sizes, the largest ones with their places."""
    for found in findings:
        verdict = "no overlaps, no holes" if found.clean else _verdict(found)
        yield f"{found.title}: {found.areas} areas, {size(found.square_metres)}, {verdict}"
        yield from _told(found.overlaps, most)
        if found.covered >= LITTLE:
            yield from _told(found.holes, most)


def _verdict(found: Findings) -> str:
    parts = []
    for name, patches in (("overlaps", found.overlaps), ("holes", found.holes)):
        total = sum(patch.square_metres for patch in patches)
        parts.append(f"{len(patches)} {name} ({size(total)})" if patches else f"no {name}")
    return ", ".join(parts) + f", {found.covered:.2%} covered"


def _told(patches: Sequence[Patch], most: int | None) -> Iterator[str]:
    yield from (f"  {patch}" for patch in patches[:most])
    if most is not None and len(patches) > most:
        rest = sum(patch.square_metres for patch in patches[most:])
        yield f"  and {len(patches) - most:,} smaller {patches[0].what}s ({size(rest)})"
