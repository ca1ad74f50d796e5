"""Base maps a pack brings along: only their path is kept."""

from __future__ import annotations

from atlas.loading.records import upsert
from atlas.models import BaseMap
from atlas.packs.mbtiles import TileFile
from atlas.packs.report import LayerReport


def load_basemap(pack: str, layer: LayerReport, tiles: TileFile) -> None:
    values = {
        "path": str(tiles.path),
        "attribution": tiles.attribution,
        "min_zoom": tiles.min_zoom,
        "max_zoom": tiles.max_zoom,
    }
    upsert(BaseMap.objects, {"pack": pack, "source": layer.layer}, values, layer)
