"""What the map is made of now, and a short version that changes whenever that does."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import structlog
from django.conf import settings
from django.db import connection

from atlas.tiles import mbtiles
from atlas.tiles.address import DEEPEST

log = structlog.get_logger(__name__)

# The day counts because a district may begin or end with it.
_STATE = """
SELECT (SELECT max(id) FROM atlas_packload), now()::date,
       (SELECT path FROM atlas_basemap ORDER BY id DESC LIMIT 1),
       (SELECT attribution FROM atlas_basemap ORDER BY id DESC LIMIT 1),
       (SELECT attribution FROM agencies_city LIMIT 1)
"""


@dataclass(frozen=True)
class MapContent:
    """`base` is None when the base map is drawn from the rows of the atlas."""

    version: str
    base: mbtiles.MBTiles | None
    attribution: str

    @property
    def kind(self) -> str:
        return "database" if self.base is None else "mbtiles"

    @property
    def min_zoom(self) -> int:
        return 0 if self.base is None else self.base.min_zoom

    @property
    def max_zoom(self) -> int:
        return DEEPEST if self.base is None else min(self.base.max_zoom, DEEPEST)


def current() -> MapContent:
    """One query and one look at the file's size and time."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        load, day, loaded_path, loaded_attribution, city_attribution = cursor.fetchone()
    configured = settings.SAFETY_NET_MBTILES
    base = _opened(configured or loaded_path or "")
    file = f"{base.path} {mbtiles.fingerprint(base.path)}" if base else ""
    version = hashlib.sha256(f"{load}|{day}|{file}".encode()).hexdigest()[:12]
    makers = [city_attribution or ""]
    if base and configured:
        makers.insert(0, base.attribution)  # the pack does not know of this file
    elif base and not city_attribution:
        makers = [loaded_attribution or base.attribution]
    return MapContent(version=version, base=base, attribution=" · ".join(filter(None, makers)))


def _opened(path: str) -> mbtiles.MBTiles | None:
    if not path:
        return None
    try:
        return mbtiles.opened(Path(path))
    except mbtiles.UnusableMBTiles as problem:
        # The city's own rows are drawn instead: a map with fewer streets, but never a blank one.
        log.warning("base_map_unusable", path=path, problem=str(problem))
        return None
