"""Map features in the words of the OpenMapTiles schema, ready to be written."""

from dataclasses import dataclass, field
from typing import Any

import shapely


@dataclass
class Feature:
    """`properties` hold class, names, rank and the like; `shape` is in metres."""

    shape: Any
    properties: dict[str, str | int] = field(default_factory=dict)


def of(shape: Any, cls: str, **more: str | int) -> Feature:
    """Empty values are left out."""
    kept = {key: value for key, value in more.items() if value != ""}
    return Feature(shape, {"class": cls, **kept})


def parts_of(shape: Any, cls: str, **more: str | int) -> list[Feature]:
    """One feature for each part of a multi-geometry, the largest first."""
    parts = [p for p in shapely.get_parts(shape) if not p.is_empty]
    parts.sort(key=lambda p: -p.area)
    return [of(part, cls, **more) for part in parts]
