"""What the statements that draw a tile share: its square, and how they are run."""

from __future__ import annotations

from typing import Any

from django.db import connection

from atlas.tiles import schema
from atlas.tiles.address import TileAddress

# The tile in metres, one of its units, and its box in degrees with the margin around it.
TILE = """
WITH tile AS (
    SELECT square, (ST_XMax(square) - ST_XMin(square)) / 4096.0 AS unit, box
    FROM (SELECT ST_TileEnvelope(%(z)s, %(x)s, %(y)s) AS square,
                 ST_Transform(ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => %(margin)s), 4326)
                     AS box) AS envelope
),
"""


def drawn(statement: str, address: TileAddress, **values: Any) -> bytes:
    """The plain MVT that `statement` makes of the tile."""
    asked = {"z": address.z, "x": address.x, "y": address.y, **values}
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        (tile,) = cursor.fetchone()
    return bytes(tile)


def strokes(zoom: int) -> dict[str, float]:
    """What a statement that begins with TILE needs to draw lines and areas."""
    return {
        "margin": schema.MARGIN / schema.EXTENT,
        "margin_units": schema.MARGIN,
        "tolerance": schema.tolerance(zoom),
    }
