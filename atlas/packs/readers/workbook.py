"""XLSX by openpyxl, one sheet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from atlas.packs.faults import FileFault
from atlas.packs.readers.delimited import unique
from atlas.packs.readers.record import Broken, Header, Record
from atlas.packs.sources import check_zip, read_bytes
from atlas.packs.spec import LayerSpec


def read(root: Path, spec: LayerSpec) -> Iterator[Header | Record | Broken]:
    """Rows below the header; empty rows are no rows. Formulas count with their stored values."""
    content = read_bytes(root, spec)
    check_zip(content, spec.file)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book[spec.sheet] if spec.sheet else book.worksheets[0]
        rows = sheet.iter_rows(min_row=spec.header_row, values_only=True)
        yield from _records(rows, spec)
    except (InvalidFileException, zipfile.BadZipFile, SyntaxError, ValueError) as error:
        raise FileFault(f"{spec.file} is not a readable xlsx file: {error}") from error
    except (KeyError, IndexError):
        raise FileFault(f"{spec.file} has no sheet {spec.sheet or 1!r}") from None


def _records(
    rows: Iterator[tuple[Any, ...]], spec: LayerSpec
) -> Iterator[Header | Record | Broken]:
    first = next(rows, None)
    if first is None:
        raise FileFault(f"{spec.file} has no header in row {spec.header_row}")
    header = unique(["" if cell is None else str(cell).strip() for cell in first], spec)
    yield Header(tuple(header))
    for number, cells in enumerate(rows, spec.header_row + 1):
        if any(cell not in (None, "") for cell in cells):
            yield _record(f"row {number}", header, cells)


def _record(where: str, header: list[str], cells: tuple[Any, ...]) -> Record | Broken:
    if any(cell not in (None, "") for cell in cells[len(header) :]):
        return Broken(where, "wrong_width", f"cells beyond the {len(header)} columns of the header")
    padded = (*cells, *[None] * (len(header) - len(cells)))
    return Record(where, {name: cell for name, cell in zip(header, padded, strict=False) if name})
