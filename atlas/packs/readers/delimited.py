"""CSV: the header line names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from atlas.packs.faults import FileFault
from atlas.packs.readers.record import Broken, Header, Record
from atlas.packs.sources import read_text
from atlas.packs.spec import LayerSpec

# A stray quote swallows the rest of a file into one field; this bounds it.
LONGEST_FIELD = 1_000_000


def read(root: Path, spec: LayerSpec) -> Iterator[Header | Record | Broken]:
    """Rows with their first line's number; a row of another width than the header is broken."""
    text = read_text(root, spec)
    csv.field_size_limit(LONGEST_FIELD)
    # newline="" keeps line breaks inside quotes, so that line numbers stay true.
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=spec.delimiter, strict=True)
    header = _header(lines, spec)
    yield Header(tuple(header))
    while True:
        where = f"line {lines.line_num + 1}"
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            yield Broken(where, "not_csv", f"not CSV: {error}")
            continue
        if cells:
            yield _record(where, header, cells)


def _record(where: str, header: list[str], cells: list[str]) -> Record | Broken:
    if len(cells) != len(header):
        return Broken(
            where, "wrong_width", f"{len(cells)} fields where the header has {len(header)}"
        )
    return Record(where, dict(zip(header, cells, strict=True)))


def _header(lines: Iterator[list[str]], spec: LayerSpec) -> list[str]:
    try:
        for _ in range(spec.header_row - 1):
            next(lines)
        header = [name.strip() for name in next(lines)]
    except StopIteration:
        raise FileFault(f"{spec.file} has no header in row {spec.header_row}") from None
    except csv.Error as error:
        raise FileFault(f"{spec.file}: the header is not CSV: {error}") from error
    return unique(header, spec)


def unique(header: list[str], spec: LayerSpec) -> list[str]:
    """The header itself, refused when two columns have one name: one would hide the other."""
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise FileFault(f"{spec.file} has two columns named {', '.join(twice)}")
    if not any(header):
        raise FileFault(f"{spec.file} has an empty header")
    return header
