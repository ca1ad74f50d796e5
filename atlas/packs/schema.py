"""`city.toml` → Pack, or one PackError that lists everything wrong with it."""

from __future__ import annotations

import re
import tomllib
import zoneinfo
from collections.abc import Iterable
from pathlib import Path

from atlas.packs import vocabulary as words
from atlas.packs.faults import PackError
from atlas.packs.layer_schema import layer
from atlas.packs.spec import AgencySpec, CitySpec, LayerSpec, Pack
from atlas.packs.table import Table

SLUG = re.compile(r"[a-z0-9]([a-z0-9_-]*[a-z0-9])?")


def read_pack(folder: Path, data: Path | None = None) -> Pack:
    """Read `folder/city.toml`; `data` says where the files are, the folder itself if None."""
    document = _toml(folder / "city.toml")
    problems: list[str] = []
    top = Table(document, "city.toml", problems)
    city = read_city(Table(top.get("city") or {}, "[city]", problems))
    agencies = tuple(
        read_agency(Table(table, f"[[agencies]] {number}", problems))
        for number, table in enumerate(top.tables("agencies"), 1)
    )
    layers = tuple(
        layer(Table(table, _label(number, table), problems))
        for number, table in enumerate(top.tables("layers"), 1)
    )
    top.done()
    _check_names(agencies, layers, problems)
    if problems:
        raise PackError(*problems)
    return Pack(root=data or folder, city=city, agencies=agencies, layers=layers)


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise PackError(f"there is no {path}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path} cannot be read: {error}") from error


def _label(number: int, table: object) -> str:
    name = table.get("name") if isinstance(table, dict) else None
    return f"[[layers]] {number}" + (f" {name!r}" if name else "")


def read_city(table: Table) -> CitySpec:
    """The table `[city]`; records of other systems name their city the same way."""
    lon, lat = table.numbers("centre", 2)
    west, south, east, north = table.numbers("bbox", 4)
    city = CitySpec(
        slug=slug(table, "slug"),
        name_ko=table.text("name_ko"),
        name_en=table.text("name_en"),
        timezone=table.text("timezone"),
        centre=(lon, lat),
        zoom=int(table.number("zoom", 11)),
        bbox=(west, south, east, north),
        fictional=table.flag("fictional"),
        attribution=table.text("attribution", ""),
    )
    _check_city(table, city)
    table.done()
    return city


def _check_city(table: Table, city: CitySpec) -> None:
    west, south, east, north = city.bbox
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        table.problem("bbox must be [west, south, east, north] in degrees")
    elif not (west <= city.centre[0] <= east and south <= city.centre[1] <= north):
        table.problem("centre must be [lon, lat] inside bbox")
    if city.timezone and city.timezone not in zoneinfo.available_timezones():
        table.problem(f"timezone = {city.timezone!r} is not a known time zone")


def read_agency(table: Table) -> AgencySpec:
    """One table of `[[agencies]]`."""
    name_ko, name_en = table.text("name_ko"), table.text("name_en")
    agency = AgencySpec(
        slug=slug(table, "slug"),
        kind=table.text("kind", one_of=words.AGENCY_KINDS),
        name_ko=name_ko,
        name_en=name_en,
        short_ko=table.text("short_ko", name_ko),
        short_en=table.text("short_en", name_en),
        colour=table.text("colour", ""),
        informed_from=table.text("informed_from", "", one_of=("", *words.PRIORITIES)),
    )
    table.done()
    return agency


def slug(table: Table, key: str) -> str:
    value = table.text(key)
    if value and (not SLUG.fullmatch(value) or len(value) > 50):
        table.problem(f"{key} = {value!r} must be small letters, digits, - and _, at most 50")
    return value


def _check_names(
    agencies: tuple[AgencySpec, ...], layers: tuple[LayerSpec, ...], problems: list[str]
) -> None:
    _once("agency", (agency.slug for agency in agencies), problems)
    _once("layer", (spec.name for spec in layers), problems)
    known = {agency.slug for agency in agencies}
    names = {spec.name for spec in layers}
    for spec in layers:
        agency = spec.constants.get("agency")
        if agency is not None and agency not in known:
            problems.append(f"layer {spec.name!r}: there is no agency {agency!r}")
        problems.extend(
            f"layer {spec.name!r}: there is no layer {other!r}"
            for other in (spec.area_from, spec.extend_over)
            if other and other not in names
        )


def _once(what: str, names: Iterable[str], problems: list[str]) -> None:
    seen: set[str] = set()
    for name in filter(None, names):
        if name in seen:
            problems.append(f"{what} {name!r} is there twice")
        seen.add(name)
