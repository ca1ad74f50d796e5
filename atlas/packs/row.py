"""A row that is ready for a table."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

import orjson
import shapely
from shapely.geometry.base import BaseGeometry

SRID = 4326


@dataclass(slots=True)
class Row:
    """`fields` are the layer kind's own fields, `attributes` everything else; WGS84 geometry.

    `ewkb` is the geometry as PostGIS reads it, in hexadecimal.
    """

    where: str
    external_id: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    geometry: BaseGeometry | None = None
    ewkb: str = ""

    @property
    def shape(self) -> BaseGeometry:
        """The geometry of a row that has been placed."""
        assert self.geometry is not None
        return self.geometry

    def digest(self) -> str:
        """A key made of the content, the same for the same content in every run."""
        content = orjson.dumps(
            [self.external_id, self.fields, self.attributes],
            option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS,
        )
        return hashlib.blake2b(content + self.ewkb.encode(), digest_size=12).hexdigest()


def write_down(rows: list[Row]) -> None:
    """Give rows their `ewkb`, many times faster than one by one."""
    shapes = shapely.set_srid([row.shape for row in rows], SRID)
    for row, text in zip(rows, shapely.to_wkb(shapes, hex=True, include_srid=True), strict=True):
        row.ewkb = text
