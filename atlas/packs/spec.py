"""What a pack says, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class CitySpec:
    """The city itself. `bbox` is west, south, east, north in degrees."""

    slug: str
    name_ko: str
    name_en: str
    timezone: str
    centre: tuple[float, float]
    zoom: int
    bbox: Box
    fictional: bool = False
    attribution: str = ""


@dataclass(frozen=True, kw_only=True)
class AgencySpec:
    """One agency; `informed_from` is the priority (P0 … P4) from which it is always told."""

    slug: str
    kind: str
    name_ko: str
    name_en: str
    short_ko: str
    short_en: str
    colour: str
    informed_from: str = ""


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """A rule that marks a row as doubtful without refusing it."""

    column: str
    above: float | None = None
    below: float | None = None
    same_as: str = ""
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class LayerSpec:
    """One layer: which file, how to read it, and which column becomes which field."""

    name: str
    kind: str
    file: str = ""
    format: str = ""
    compression: str = ""
    member: str = ""
    encoding: str = "utf-8"
    delimiter: str = ","
    sheet: str = ""
    header_row: int = 1
    records: str = ""
    object: str = ""
    crs: str = "EPSG:4326"
    swap: bool = False
    outside: str = "keep"
    area_from: str = ""
    extend_over: str = ""
    extend_metres: float = 0.0
    each: str = ""
    each_count: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    filter: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A whole pack. `root` is the folder the layers' files are looked for in."""

    root: Path
    city: CitySpec
    agencies: tuple[AgencySpec, ...]
    layers: tuple[LayerSpec, ...]
