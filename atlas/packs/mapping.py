"""Columns of the file → fields of the layer."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from atlas.packs import values
from atlas.packs import vocabulary as words
from atlas.packs.faults import FileFault
from atlas.packs.readers import Record
from atlas.packs.report import LayerReport
from atlas.packs.row import Row
from atlas.packs.spec import LayerSpec

# {column} or {column|last}: the whole cell, or its last word.
HOLE = re.compile(r"\{([^{}|]+)(\|last)?\}")
POSITION = ("lon", "lat")
HEADED = ("csv", "xlsx")


class LayerMapping:
    """How one layer's records become rows."""

    def __init__(self, spec: LayerSpec, report: LayerReport) -> None:
        self.spec = spec
        self.report = report
        self.fields = [field for field in spec.columns if field not in POSITION]
        self.templates = {field for field, source in spec.columns.items() if HOLE.search(source)}
        self.unmatched = set(spec.also)
        self.own = words.FIELDS[spec.kind]

    def check(self, known: Collection[str]) -> None:
        """Refuse a table that lacks a column the pack names; only tell it of JSON."""
        named = {column for source in self.spec.columns.values() for column in columns_of(source)}
        named |= self.spec.filter.keys() | {doubt.column for doubt in self.spec.doubts}
        lacking = sorted(named - set(known))
        if not known or not lacking:
            return
        message = f"no column {', '.join(lacking)}; it has {', '.join(sorted(known))}"
        if self.spec.format in HEADED:
            raise FileFault(f"{self.spec.file} has {message}")
        # JSON leaves out what is empty: perhaps no street of this city is one-way.
        self.report.fault("file", "no_column", message, used=True)

    def wanted(self, record: Record) -> bool:
        """Whether the pack lets the record in: by its filter, and by its words ("" = leave out)."""
        filtered = all(
            values.text(self.cell(record, column)) in allowed
            for column, allowed in self.spec.filter.items()
        )
        return filtered and all(self.value(record, field) != "" for field in self.spec.words)

    def row(self, record: Record) -> Row | None:
        """The row, or None after reporting why not."""
        row = Row(where=record.where, geometry=record.geometry)
        for field, value in self.spec.constants.items():
            self._put(row, field, value)
        for field in self.fields if self.spec.columns else record.values:
            value = self.value(record, field)
            if value is not None:
                self._put(row, field, value)
        self._add(row)
        self._doubt(record)
        reason = self._unusable(row)
        if reason:
            self.report.fault(record.where, *reason, used=False)
            return None
        return row

    def position(self, record: Record) -> tuple[Any, Any]:
        """The two cells of a table row that say where it is."""
        return self.value(record, "lon"), self.value(record, "lat")

    def value(self, record: Record, field: str) -> Any:
        found = self._found(record, field)
        # A word that the pack does not know stays as it is: whoever stores it refuses it by name.
        return self.spec.words.get(field, {}).get(values.text(found), found)

    def _found(self, record: Record, field: str) -> Any:
        source = self.spec.columns.get(field, field)
        if field not in self.templates:
            return self.cell(record, source)
        filled = HOLE.sub(lambda hole: self._filled(record, hole), source)
        return " ".join(filled.split()) or None

    def _filled(self, record: Record, hole: re.Match[str]) -> str:
        words_of = values.text(self.cell(record, hole[1])).split()
        return " ".join(words_of[-1:] if hole[2] else words_of)

    def cell(self, record: Record, column: str) -> Any:
        return values.plain(record.values.get(column), self.spec.missing)

    def _put(self, row: Row, field: str, value: Any) -> None:
        try:
            if field == "external_id":
                row.external_id = values.text(value)
            elif field in self.own:
                row.fields[field] = self._converter(field)(value)
            elif self.spec.kind in words.TAKES_ATTRIBUTES:
                convert = self.spec.types.get(field)
                row.attributes[field] = values.CONVERT[convert](value) if convert else value
        except (ValueError, TypeError, OverflowError):
            kind = self.spec.types.get(field, "number")
            message = f"{field} = {values.text(value)[:80]!r} is not a valid {kind}, left out"
            self.report.fault(row.where, "bad_value", message, used=True)

    def _add(self, row: Row) -> None:
        key = row.external_id or row.fields.get("code", "")
        for field, value in self.spec.also.get(key, {}).items():
            self._put(row, field, value)
        self.unmatched.discard(key)

    def finish(self) -> None:
        """Report what the pack adds to rows that the file does not have."""
        for key in sorted(self.unmatched):
            message = f"also.{key} belongs to no row of the file"
            self.report.fault("city.toml", "no_such_row", message, used=True)

    def _converter(self, field: str) -> Callable[[Any], Any]:
        if field == "oneway":
            return values.oneway
        if field in words.FLAGS:
            return values.boolean
        return values.small if field in words.NUMBERS else values.text

    def _unusable(self, row: Row) -> tuple[str, str] | None:
        for field in words.NEEDED[self.spec.kind]:
            if not row.fields.get(field):
                return "missing_field", f"{field} is empty"
        if not values.storable([row.external_id, row.fields, row.attributes]):
            return "bad_characters", f"holds bytes that are not {self.spec.encoding} text"
        return _too_long({**row.fields, "external_id": row.external_id})

    def _doubt(self, record: Record) -> None:
        for doubt in self.spec.doubts:
            found = self._number(record, doubt.column)
            if found is None:
                continue
            high = doubt.above is not None and found > doubt.above
            low = doubt.below is not None and found < doubt.below
            same = bool(doubt.same_as) and found == self._number(record, doubt.same_as)
            if high or low or same:
                reason = doubt.because or f"same as {doubt.same_as}" * same or "out of range"
                message = f"{doubt.column} = {found:,.12g}: {reason}"
                self.report.fault(record.where, "doubtful_value", message, used=True)

    def _number(self, record: Record, column: str) -> float | None:
        try:
            return values.number(self.cell(record, column))
        except (ValueError, TypeError):
            return None


def columns_of(source: str) -> list[str]:
    """The columns a column text names: itself, or those in its holes."""
    return [hole[1] for hole in HOLE.finditer(source)] or [source]


def _too_long(fields: Mapping[str, Any]) -> tuple[str, str] | None:
    for field, value in fields.items():
        limit = words.LENGTHS.get(field)
        if limit and len(str(value)) > limit:
            return "too_long", f"{field} has {len(str(value))} characters, {limit} at most"
    return None
