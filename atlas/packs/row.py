"""A row that is ready for a table."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

import orjson
import shapely
from shapely.geometry.base import BaseGeometry


@dataclass(slots=True)
class Row:
    """`fields` are the layer kind's own fields, `attributes` everything else; WGS84 geometry."""

    where: str
    external_id: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    geometry: BaseGeometry | None = None

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
        shape = shapely.to_wkb(self.shape, byte_order=1)
        assert shape is not None
        return hashlib.blake2b(content + shape, digest_size=12).hexdigest()
