"""A CSV file of recorded positions → sightings in the order of time."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

# What a sighting needs and may have, and the columns that it usually stands in.
USUAL = {
    "vehicle": "vehicle_id",
    "at": "timestamp",
    "lon": "longitude",
    "lat": "latitude",
    "heading": "bearing",
    "speed_kmh": "",
}
NEEDED = ("vehicle", "at", "lon", "lat")


class BadTrace(Exception):
    """The file can't be played; the message says why."""


@dataclass(frozen=True)
class Sighting:
    """A vehicle seen at a place; `heading` in degrees from north."""

    vehicle: str
    at: datetime
    lon: float
    lat: float
    heading: float | None = None
    speed_kmh: float | None = None


@dataclass
class Trace:
    """`bad` says for each row that is no sighting its line and why."""

    sightings: list[Sighting] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)

    @property
    def vehicles(self) -> list[str]:
        """In the order in which they appear."""
        return list(dict.fromkeys(one.vehicle for one in self.sightings))


def read(path: Path, columns: Mapping[str, str], zone: tzinfo) -> Trace:
    """`columns` names the column of each member of a sighting; times without a zone are of `zone`.

    Raises BadTrace for a file that can't be read or lacks a needed column.
    """
    trace = Trace()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line, row in _rows(file, columns):
                try:
                    trace.sightings.append(_sighting(row, columns, zone))
                except (KeyError, ValueError, OverflowError) as why:
                    trace.bad.append(f"line {line}: {why}")
    except (OSError, UnicodeDecodeError, csv.Error) as why:
        raise BadTrace(f"{path}: {why}") from why
    if not trace.sightings:
        raise BadTrace(f"{path}: there is not one position in it")
    # A stable order: of two vehicles in one instant the file's first stays first.
    trace.sightings.sort(key=lambda one: one.at)
    return trace


def _rows(
    file: Iterator[str], columns: Mapping[str, str]
) -> Iterator[tuple[int, Mapping[str, str | None]]]:
    rows = csv.DictReader(file)
    names = rows.fieldnames or []
    missing = [columns[name] for name in NEEDED if columns[name] not in names]
    if missing:
        raise BadTrace(f"no column {', '.join(missing)}; there are: {', '.join(names)}")
    for row in rows:
        yield rows.line_num, row


def _sighting(row: Mapping[str, str | None], columns: Mapping[str, str], zone: tzinfo) -> Sighting:
    cells = {name: (row.get(column) or "").strip() for name, column in columns.items() if column}
    empty = [columns[name] for name in NEEDED if not cells[name]]
    if empty:
        raise ValueError(f"{', '.join(empty)} is empty")
    at = datetime.fromisoformat(cells["at"])
    lon, lat = float(cells["lon"]), float(cells["lat"])
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(f"{lon}, {lat} is no place on earth")
    return Sighting(
        vehicle=cells["vehicle"],
        at=at if at.tzinfo else at.replace(tzinfo=zone),
        lon=lon,
        lat=lat,
        heading=_number(cells.get("heading")),
        speed_kmh=_number(cells.get("speed_kmh")),
    )


def _number(text: str | None) -> float | None:
    return float(text) if text else None
