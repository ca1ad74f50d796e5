"""Ground that a service leaves out, or that two of its areas share; with the shapes for the map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from agencies.jurisdictions import LITTLE, Area, Findings, Patch, examine, size
from agencies.models import District, ServiceArea

# Borders that were drawn twice differ by slivers; a report names what is worth a look.
LEAST_SQUARE_METRES = 1_000.0
MOST_PATCHES = 30
# What a map shows of a border, in degrees: some five metres.
COARSE = 0.00005


@dataclass(frozen=True, kw_only=True)
class Found:
    """A patch with its size in words."""

    patch: Patch
    size: str


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """What is wrong with the areas of a service on a day; `is_partial` where little is meant."""

    service: str
    covered: int
    overlaps: list[Found]
    holes: list[Found]
    is_partial: bool

    @property
    def patches(self) -> list[Found]:
        return self.holes + self.overlaps


def coverage_of(service: str, day: date) -> Coverage:
    """Overlaps and holes of the areas valid on `day` against the districts of the city."""
    rows = ServiceArea.objects.valid_on(day).filter(service=service, agency__is_active=True)
    areas = [
        Area(name=f"{one.agency.slug} {one.name}".strip(), shape=_shape(one))
        for one in rows.select_related("agency")
    ]
    found = examine(service, areas, _whole(day), LEAST_SQUARE_METRES) if areas else None
    partial = found is not None and found.covered < LITTLE
    return Coverage(
        service=service,
        covered=round(100 * found.covered) if found else 0,
        overlaps=_named(found, "overlaps"),
        holes=[] if partial else _named(found, "holes"),
        is_partial=partial,
    )


def _named(found: Findings | None, what: str) -> list[Found]:
    patches: tuple[Patch, ...] = getattr(found, what) if found else ()
    return [Found(patch=one, size=size(one.square_metres)) for one in patches[:MOST_PATCHES]]


def _whole(day: date) -> BaseGeometry | None:
    gu = District.objects.valid_on(day).filter(level=District.Level.GU)
    return shapely.union_all([_shape(one) for one in gu]) if gu else None


def _shape(row: District | ServiceArea) -> BaseGeometry:
    shape: BaseGeometry = shapely.from_wkb(bytes(row.area.wkb))
    return shape


def features(rows: list[ServiceArea], patches: list[Found]) -> list[dict[str, Any]]:
    """Areas and patches as GeoJSON features, coarse enough for a map of the city."""
    drawn = [
        _feature(
            _shape(one).simplify(COARSE),
            what="area",
            id=one.pk,
            colour=one.agency.colour,
            title=f"{one.agency.short_ko} {one.name}".strip(),
        )
        for one in rows
    ]
    return drawn + [
        _feature(
            one.patch.shape.simplify(COARSE / 10),
            what=one.patch.what,
            title=f"{one.size} · {' / '.join(one.patch.of)}",
        )
        for one in patches
        if one.patch.shape is not None
    ]


def _feature(shape: BaseGeometry, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": mapping(shape), "properties": properties}
