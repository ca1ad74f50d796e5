"""Which tile is meant: zoom, column and row as browsers count them (row 0 in the north)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from safety_net.core.errors import Invalid, NotFound

DEEPEST = 14  # tiles deeper than this are drawn by enlarging their parent


class BadTile(Invalid):
    """Column or row lie outside the square that this zoom has."""

    code = "bad_tile"
    title = _("There is no such tile: column and row must be less than two to the power of zoom.")


class TooDeep(NotFound):
    """Zoom is deeper than the map has tiles for."""

    code = "tile_too_deep"
    title = _("The map has no tiles as deep as this.")


@dataclass(frozen=True)
class TileAddress:
    """A tile that may exist; `TileAddress.of` refuses the others."""

    z: int
    x: int
    y: int

    @classmethod
    def of(cls, z: int, x: int, y: int, *, deepest: int) -> TileAddress:
        """Check and keep. Raises TooDeep (404) or BadTile (400)."""
        if z > deepest:
            raise TooDeep
        if not (0 <= x < 2**z and 0 <= y < 2**z and z >= 0):
            raise BadTile
        return cls(z, x, y)

    @property
    def tms_row(self) -> int:
        """The row as MBTiles count it, from the south (MBTiles 1.3 § tiles)."""
        return int(2**self.z - 1 - self.y)
