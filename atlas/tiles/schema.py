"""What the base map shows at which depth, in the words of the OpenMapTiles schema.

A tile is drawn 512 pixels wide, so the tile of zoom 10 is what a map shows at zoom 11.
"""

from __future__ import annotations

EXTENT = 4096  # units across a tile
PIXEL = EXTENT // 512  # units of one pixel on the screen
MARGIN = 64  # units drawn beyond the edge, so that strokes meet

LINES = ("waterway", "boundary", "aeroway")
AREAS = ("water", "landcover", "landuse", "park", "building")
POINTS = (
    "place",
    "poi",
    "water_name",
    "mountain_peak",
    "housenumber",
    "aerodrome_label",
)

# Layer, or layer and class: the first tile zoom that has it, whatever the pack allows.
_FIRST_ZOOM = {
    "building": 13,
    "poi": 12,
    "housenumber": 14,
    "waterway": 8,
    "landuse": 8,
    "park": 8,
    "aeroway": 10,
    "transportation/motorway": 4,
    "transportation/trunk": 5,
    "transportation/primary": 7,
    "transportation/secondary": 8,
    "transportation/rail": 8,
    "transportation/ferry": 9,
    "transportation/transit": 10,
    "transportation/subway": 10,
    "transportation/light_rail": 10,
    "transportation/monorail": 10,
    "transportation/tertiary": 10,
    "transportation/minor": 12,
}
_NAMED_FROM = {
    "motorway": 9,
    "trunk": 10,
    "primary": 11,
    "secondary": 12,
    "tertiary": 12,
    "minor": 13,
}
_OTHERS_NAMED_FROM = 14


def hidden_words(zoom: int) -> list[str]:
    """Layers and `layer/class` pairs that a tile of this zoom leaves out."""
    return [word for word, first in _FIRST_ZOOM.items() if zoom < first]


def known_words() -> list[str]:
    """All `layer/class` pairs that have a depth of their own; other roads come at 13."""
    return [word for word in _FIRST_ZOOM if "/" in word]


def named_roads(zoom: int) -> list[str]:
    """Road classes whose names are written at this zoom; None of the others before 14."""
    return [cls for cls, first in _NAMED_FROM.items() if zoom >= first]


def names_every_road(zoom: int) -> bool:
    return zoom >= _OTHERS_NAMED_FROM


def tolerance(zoom: int) -> float:
    """Half a pixel in tile units; nearly nothing at the last zoom, which is enlarged."""
    return 0.5 if zoom >= 14 else PIXEL / 2


def smallest(zoom: int) -> float:
    """Areas narrower and lower than this many units are dropped."""
    return 0 if zoom >= 14 else 2.0 * PIXEL
