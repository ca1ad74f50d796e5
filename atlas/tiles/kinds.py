"""Which kinds of place the map can draw, and their tiles."""

from __future__ import annotations

from agencies.models import Station
from atlas.models import Place
from atlas.tiles import places_sql
from atlas.tiles.address import TileAddress

DRAWN = ("camera", "hydrant", "hospital", "shelter", "school", places_sql.STATIONS)


def kinds_present() -> list[str]:
    """Those of which this city has any, in the order of the map's legend."""
    found = {kind for kind in DRAWN if Place.objects.filter(kind=kind).exists()}
    if Station.objects.exists():
        found.add(places_sql.STATIONS)
    return [kind for kind in DRAWN if kind in found]


def places_tile(address: TileAddress, *, kinds: list[str]) -> bytes:
    """Plain MVT with a layer for each of `kinds` that has something here."""
    return b"".join(places_sql.places(address, kind=kind) for kind in kinds)
