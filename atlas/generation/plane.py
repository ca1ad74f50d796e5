"""Between metres on the local plane and degrees on the globe."""

from dataclasses import dataclass
from math import cos, radians
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

METRES_PER_DEGREE = 111_320.0
DIGITS = 6


@dataclass(frozen=True)
class Plane:
    """An equirectangular plane around an origin; good to 0.3 % across one city."""

    lon: float
    lat: float

    def to_degrees(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Metres (n, 2) to longitude and latitude (n, 2), rounded to six digits."""
        per_lon = METRES_PER_DEGREE * cos(radians(self.lat))
        degrees = points / np.array([per_lon, METRES_PER_DEGREE]) + np.array([self.lon, self.lat])
        return np.asarray(np.round(degrees, DIGITS))

    def geometries(self, shapes: Any) -> Any:
        """The same geometries in degrees."""
        return shapely.transform(shapes, self.to_degrees)
