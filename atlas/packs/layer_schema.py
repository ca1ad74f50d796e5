"""One `[[layers]]` table → LayerSpec."""

from __future__ import annotations

from typing import Any

from pyproj import CRS
from pyproj.exceptions import CRSError

from atlas.packs import vocabulary as words
from atlas.packs.spec import Doubt, LayerSpec
from atlas.packs.table import Table


def layer(table: Table) -> LayerSpec:
    """Read one layer; problems go to the table's list."""
    name = table.text("name")
    kind = table.text("kind", one_of=words.LAYER_KINDS)
    derived = kind == "service_area" and "area_from" in table.data
    spec = LayerSpec(
        name=name,
        kind=kind,
        file=table.text("file", "" if derived else None),
        format=table.text("format", "" if derived else None, one_of=("", *words.FORMATS)),
        compression=table.text("compression", "", one_of=words.COMPRESSIONS),
        member=table.text("member", ""),
        encoding=table.text("encoding", "utf-8"),
        delimiter=table.text("delimiter", ","),
        sheet=table.text("sheet", ""),
        header_row=int(table.number("header_row", 1)),
        records=table.text("records", ""),
        object=table.text("object", ""),
        crs=table.text("crs", "EPSG:4326"),
        swap=table.flag("swap"),
        outside=table.text("outside", "keep", one_of=words.OUTSIDE),
        area_from=table.text("area_from", ""),
        extend_over=table.text("extend_over", ""),
        extend_metres=table.number("extend_metres", 0),
        each=table.text("each", ""),
        each_count=table.text("each_count", ""),
        valid_from=table.day("valid_from"),
        valid_to=table.day("valid_to"),
        note=table.text("note", ""),
        columns=_texts(table, "columns"),
        constants=_constants(table),
        types=_texts(table, "types"),
        also=_also(table),
        words=_words(table),
        filter=_filter(table),
        missing=table.words("missing"),
        doubts=_doubts(table),
    )
    table.done()
    _check(table, spec)
    return spec


def _texts(table: Table, key: str) -> dict[str, str]:
    found = table.table(key)
    for name, value in found.items():
        if not isinstance(value, str):
            table.problem(f"{key}.{name} must be text, not {value!r}")
    return {name: str(value) for name, value in found.items()}


def _also(table: Table) -> dict[str, dict[str, Any]]:
    rows = table.table("also")
    for key, fields in rows.items():
        if not isinstance(fields, dict):
            table.problem(f"also.{key} must be a table of fields")
    return {key: dict(fields) for key, fields in rows.items() if isinstance(fields, dict)}


def _constants(table: Table) -> dict[str, Any]:
    constants = table.table("constants")
    for key, field in words.CONSTANT_KEYS.items():
        value = table.get(key)
        if value is not None:
            constants[field] = value
    return constants


def _filter(table: Table) -> dict[str, tuple[str, ...]]:
    allowed: dict[str, tuple[str, ...]] = {}
    for column, values in table.table("filter").items():
        listed = values if isinstance(values, list) else [values]
        allowed[column] = tuple(str(value) for value in listed)
    return allowed


def _words(table: Table) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for field, meanings in table.table("words").items():
        good = isinstance(meanings, dict) and all(isinstance(v, str) for v in meanings.values())
        if not good:
            table.problem(f"words.{field} must be a table of texts")
        elif field not in table.table("columns"):
            table.problem(f"words.{field}: nothing says which column {field} is")
        else:
            found[field] = dict(meanings)
    return found


def _doubts(table: Table) -> tuple[Doubt, ...]:
    doubts = []
    for number, data in enumerate(table.tables("doubts"), 1):
        one = Table(data, f"{table.where} doubts {number}", table.problems)
        doubts.append(
            Doubt(
                column=one.text("column"),
                above=one.maybe_number("above"),
                below=one.maybe_number("below"),
                same_as=one.text("same_as", ""),
                because=one.text("because", ""),
            )
        )
        one.done()
    return tuple(doubts)


def _check(table: Table, spec: LayerSpec) -> None:
    if spec.kind not in words.LAYER_KINDS:
        return
    _check_fields(table, spec)
    _check_crs(table, spec)
    if spec.valid_from and spec.valid_to and spec.valid_to < spec.valid_from:
        table.problem("valid_to is before valid_from")
    if (spec.kind == "basemap") != (spec.format == "mbtiles"):
        table.problem("a basemap is an mbtiles file, and only a basemap is")
    placed = spec.kind not in words.PLACELESS
    if placed and spec.format in words.TABLES and not {"lon", "lat"} <= spec.columns.keys():
        table.problem("a table needs columns.lon and columns.lat")
    if spec.each_count and not spec.each:
        table.problem("each_count needs each: the column it counts")
    if len(spec.delimiter) != 1:
        table.problem("delimiter must be one character")
    for field, name in spec.types.items():
        if name not in words.TYPES:
            table.problem(f"types.{field} = {name!r} is not one of {', '.join(words.TYPES)}")


def _check_fields(table: Table, spec: LayerSpec) -> None:
    given = spec.columns.keys() | spec.constants.keys()
    by_its_own_names = spec.format in ("geojson", "topojson") and not spec.columns
    for field in words.NEEDED[spec.kind]:
        if field not in given and not by_its_own_names:
            table.problem(f"nothing says what {field} is (columns.{field} or a constant)")
    if spec.kind not in words.TAKES_ATTRIBUTES:
        extra = given - set(words.FIELDS[spec.kind]) - {"lon", "lat"}
        for field in sorted(extra):
            table.problem(f"a {spec.kind} has no field {field}")


def _check_crs(table: Table, spec: LayerSpec) -> None:
    try:
        CRS.from_user_input(spec.crs)
    except CRSError:
        table.problem(f"crs = {spec.crs!r} is not a known coordinate reference system")
