"""What is asked for: a seed, a scale, and the sizes that follow from them."""

import zlib
from dataclasses import dataclass
from math import sqrt

import numpy as np

# An empty stretch of the north-west Pacific, more than 1,000 km from any coast.
ORIGIN = (160.0, 37.4)
HALF_WIDTH = 24_000.0
HALF_HEIGHT = 19_000.0
CELL = 60.0


@dataclass(frozen=True)
class Plan:
    """The order for one city. Scale 1 is a city of one to three million people."""

    seed: int = 1
    scale: float = 1.0

    @property
    def stretch(self) -> float:
        """How much longer a side is than at scale 1: areas and counts grow with the scale."""
        return sqrt(self.scale)

    @property
    def half_width(self) -> float:
        return HALF_WIDTH * self.stretch

    @property
    def half_height(self) -> float:
        return HALF_HEIGHT * self.stretch

    def count(self, at_scale_one: int, least: int = 1) -> int:
        """A number of things, in proportion to the area, but never fewer than `least`."""
        return max(least, round(at_scale_one * self.scale))

    def rng(self, purpose: str) -> np.random.Generator:
        """Dice of its own for each purpose, so that a change in one place moves nothing else."""
        return np.random.default_rng([self.seed, zlib.crc32(purpose.encode())])
