"""A small city: two gu side by side, four dong from west to east, an island, and who serves where.

    126.00      126.05      126.10      126.15      126.20          126.25 … 126.27
  37.10 ┌───────────┬───────────┬───────────┬───────────┐
        │  Harbour  │   Mill    │   Hill    │  Airport  │            Gull Island
  37.00 └───────────┴───────────┴───────────┴───────────┘            (Airport dong)
        └───────── West ────────┴──────── East ─────────┘

Nobody's fire brigade serves the reservoir in Harbour (a hole). Two serve the airport (an overlap).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.gis.geos import MultiPolygon, Point, Polygon

from agencies.models import Agency, City, District, ServiceArea
from incidents.places import Place

SOUTH, NORTH = 37.0, 37.1
ISLAND_BOX = (126.25, 37.04, 126.27, 37.06)
RESERVOIR_BOX = (126.02, 37.02, 126.03, 37.03)
AIRPORT_BOX = (126.17, 37.05, 126.19, 37.07)

MILL_BRIDGE = Place(lon=126.07, lat=37.05, address="Mill Bridge", verified=True)
MARKET = Place(lon=126.0712, lat=37.0503, address="Mill Market 3")
HILL_STATION = Place(lon=126.12, lat=37.05, address="Hill Station")
RESERVOIR = Place(lon=126.025, lat=37.025, address="Reservoir")
AIRPORT = Place(lon=126.18, lat=37.06, address="Airport, gate 4")
GULL_ISLAND = Place(lon=126.26, lat=37.05, address="Gull Island pier")
OPEN_SEA = Place(lon=125.0, lat=36.0, address="somewhere at sea")

# slug, kind, informed from priority
AGENCIES: list[tuple[str, str, int | None]] = [
    ("fire", "fire", None),
    ("police", "police", None),
    ("city-hall", "city", 4),
    ("coast-guard", "coast_guard", None),
    ("health", "health", None),
    ("power", "utility", None),
    ("gas", "utility", None),
    ("airport-fire", "fire", None),
]
DONG = [("harbour", 126.0), ("mill", 126.05), ("hill", 126.1), ("airport", 126.15)]


@dataclass(frozen=True, kw_only=True)
class SmallCity:
    """The agencies of the small city, by name."""

    fire: Agency
    police: Agency
    city_hall: Agency
    coast_guard: Agency
    health: Agency
    power: Agency
    gas: Agency
    airport_fire: Agency


def build() -> SmallCity:
    """Make the rows: five statements."""
    City.objects.create(
        slug="small-city",
        name_ko="작은시",
        name_en="Small City",
        timezone="Asia/Seoul",
        centre=Point(126.1, 37.05, srid=4326),
        bbox=[126.0, SOUTH, 126.27, NORTH],
        fictional=True,
    )
    agencies = Agency.objects.bulk_create(
        Agency(
            slug=slug,
            kind=kind,
            name_ko=f"{slug} ko",
            name_en=slug,
            short_ko=slug[:5],
            short_en=slug[:5],
            colour=kind,
            informed_from=informed_from,
        )
        for slug, kind, informed_from in AGENCIES
    )
    by_slug = {one.slug.replace("-", "_"): one for one in agencies}
    _build_districts()
    ServiceArea.objects.bulk_create(
        ServiceArea(agency=by_slug[slug], service=by_slug[slug].kind, area=area)
        for slug, area in _areas().items()
    )
    return SmallCity(**by_slug)


def box(west: float, south: float, east: float, north: float) -> MultiPolygon:
    """A rectangle in degrees."""
    return MultiPolygon(Polygon.from_bbox((west, south, east, north)), srid=4326)


def without(whole: MultiPolygon, hole: MultiPolygon) -> MultiPolygon:
    """`whole` with a hole in it."""
    rest = whole.difference(hole)
    return rest if isinstance(rest, MultiPolygon) else MultiPolygon(rest, srid=4326)


def _build_districts() -> None:
    west, east = District.objects.bulk_create(
        _district(name, "gu", area)
        for name, area in (
            ("west", box(126.0, SOUTH, 126.1, NORTH)),
            ("east", _with_island(box(126.1, SOUTH, 126.2, NORTH))),
        )
    )
    dong = []
    for name, left in DONG:
        area = box(left, SOUTH, left + 0.05, NORTH)
        one = _district(name, "dong", _with_island(area) if name == "airport" else area)
        one.parent = west if left < 126.1 else east
        dong.append(one)
    District.objects.bulk_create(dong)


def _district(name: str, level: str, area: MultiPolygon) -> District:
    return District(
        code=f"{level}-{name}", level=level, name_ko=f"{name} ko", name_en=name.title(), area=area
    )


def _with_island(area: MultiPolygon) -> MultiPolygon:
    return MultiPolygon(*area, *box(*ISLAND_BOX), srid=4326)


def _areas() -> dict[str, MultiPolygon]:
    town = box(126.0, SOUTH, 126.2, NORTH)
    everywhere = _with_island(town)
    return {
        "fire": _with_island(without(town, box(*RESERVOIR_BOX))),
        "police": everywhere,
        "city_hall": everywhere,
        "coast_guard": box(125.9, 36.9, 126.4, 37.2),
        "health": town,
        "power": town,
        "gas": box(126.0, SOUTH, 126.1, NORTH),
        "airport_fire": box(*AIRPORT_BOX),
    }
