"""Which kinds of place the map can draw, and their tiles."""

from __future__ import annotations

from agencies.models import Station
from atlas.models import Place
from atlas.tiles import places_sql
from atlas.tiles.address import TileAddress

# What the legend calls a kind, and the kinds of Place that are drawn as it.
DRAWN: dict[str, tuple[str, ...]] = {
    "camera": ("camera",),
    "hydrant": ("hydrant",),
    "hospital": ("hospital", "emergency_hospital"),
    "shelter": ("shelter",),
    "school": ("school",),
    places_sql.STATIONS: (),
}


def kinds_present() -> list[str]:
    """Those of which this city has any, in the order of the map's legend."""
    found = [name for name, words in DRAWN.items() if Place.objects.filter(kind__in=words).exists()]
    return [*found, places_sql.STATIONS] if Station.objects.exists() else found


def places_tile(address: TileAddress, *, kinds: list[str]) -> bytes:
    """Plain MVT with a layer for each of `kinds` that has something here."""
    return b"".join(places_sql.places(address, name=kind, words=DRAWN[kind]) for kind in kinds)
