"""How long a tile takes when nothing is stored yet, over the whole city as it is loaded now.

    DATABASE_URL=… python benchmarks/tiles.py

For every zoom: the 40 tiles nearest to the city's centre, each drawn cold. Prints median, 95th
percentile and worst in milliseconds, and the median size. The slowest base tile of zoom 10, which
holds a whole city, must take at most 300 ms.
"""

from __future__ import annotations

import math
import statistics
import sys
import time
from collections.abc import Callable

from benchmarks import ready  # noqa: F401  (loads Django, so it comes first)

# isort: split
from agencies.models import City
from atlas.tiles import base, content, kinds
from atlas.tiles.address import TileAddress

LIMIT_MS = 300
PICKED = 40
Draw = Callable[[TileAddress], bytes]


def main() -> int:
    now = content.current()
    city = City.objects.get()
    print(f"{city.name_en}: base map from {now.kind}")
    worst = measure("base", lambda at: base.base_tile(now, at), city, range(8, 15))
    everything = list(kinds.DRAWN)
    measure("places", lambda at: kinds.places_tile(at, kinds=everything), city, range(8, 16))
    print(f"worst base tile at zoom 10: {worst[10]:.0f} ms (limit {LIMIT_MS})")
    return 0 if worst[10] <= LIMIT_MS else 1


def measure(name: str, draw: Draw, city: City, zooms: range) -> dict[int, float]:
    """Print a line a zoom; the answer is the worst time of each in milliseconds."""
    worst = {}
    draw(nearest(city, zooms[0])[0])  # connect and plan once
    base.forget()
    for zoom in zooms:
        picked = nearest(city, zoom)
        times, sizes = zip(*(timed(draw, at) for at in picked), strict=True)
        ranked = sorted(times)
        late = ranked[min(len(ranked) - 1, math.ceil(len(ranked) * 0.95))]
        worst[zoom] = ranked[-1]
        middle, size = statistics.median(times), statistics.median(sizes) / 1024
        print(
            f"{name:6} z{zoom:<2} n={len(picked):<3} p50 {middle:6.1f} ms"
            f"  p95 {late:6.1f}  worst {ranked[-1]:6.1f}  {size:5.1f} KiB"
        )
    return worst


def timed(draw: Draw, at: TileAddress) -> tuple[float, int]:
    start = time.perf_counter()
    tile = draw(at)
    return (time.perf_counter() - start) * 1000, len(tile)


def nearest(city: City, zoom: int) -> list[TileAddress]:
    """The tiles of `zoom` about the city's centre, nearest first."""
    x, y = place(city.centre.x, city.centre.y, zoom)
    ways = sorted(
        ((right, down) for right in range(-4, 5) for down in range(-4, 5)),
        key=lambda way: math.hypot(*way),
    )
    return [TileAddress(zoom, x + right, y + down) for right, down in ways[:PICKED]]


def place(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    across = 2**zoom
    south = math.asinh(math.tan(math.radians(lat))) / math.pi
    return int((lon + 180) / 360 * across), int((1 - south) / 2 * across)


if __name__ == "__main__":
    sys.exit(main())
