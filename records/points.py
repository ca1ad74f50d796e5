"""Coordinates as a file writes them → degrees inside the city's box."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from atlas.packs.spec import Box
from records.cells import Cells, reader
from records.profile import PlaceSpec

NUMBER = r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"


class BadPlace(Exception):
    """Why a row lies nowhere: (code, message)."""


class Points:
    """Reads the place of each row; BadPlace where there is none."""

    def __init__(self, spec: PlaceSpec, box: Box, header: Sequence[str]) -> None:
        self.box = box
        self.pattern = _compiled(spec.pattern) if spec.point else None
        self.sources = [reader(name, header) for name in (spec.point, spec.lon, spec.lat) if name]

    def __call__(self, cells: Cells) -> tuple[float, float]:
        lon, lat = self._numbers([read(cells) for read in self.sources])
        if not (lon or lat) or not (math.isfinite(lon) and math.isfinite(lat)):
            raise BadPlace("bad_place", f"{lon}, {lat} is no place")
        west, south, east, north = self.box
        if not (west <= lon <= east and south <= lat <= north):
            raise BadPlace("outside_box", f"{lon}, {lat} is outside the city's box")
        return lon, lat

    def _numbers(self, said: list[str]) -> tuple[float, float]:
        if not any(said):
            raise BadPlace("no_place", "no coordinates")
        if self.pattern is None:
            lon, lat = said
        else:
            found = self.pattern.fullmatch(said[0])
            if found is None:
                raise BadPlace("bad_place", f"{said[0][:60]!r} is not of the pattern")
            lon, lat = found["lon"], found["lat"]
        try:
            return float(lon), float(lat)
        except ValueError:
            message = f"{' '.join(said)[:60]!r} is no pair of numbers"
            raise BadPlace("bad_place", message) from None


def _compiled(pattern: str) -> re.Pattern[str]:
    """ "(lat, lon)" as an expression; spaces may be any number."""
    escaped = re.escape(pattern).replace(r"\ ", r"\s*")
    named = escaped.replace("lat", f"(?P<lat>{NUMBER})", 1).replace("lon", f"(?P<lon>{NUMBER})", 1)
    return re.compile(rf"\s*{named}\s*")
