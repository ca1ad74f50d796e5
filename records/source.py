"""A CSV file, or a gzipped one, row by row; never more of it in memory than a row."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

# A stray quote swallows the rest of a file into one cell; this bounds it.
LONGEST_CELL = 1_000_000
GZIP = b"\x1f\x8b"
# UnicodeError: encodings of more than one byte that end in the middle of a letter.
UNREADABLE = (OSError, zlib.error, EOFError, UnicodeError)
# A row and the line it begins in; instead of cells a sentence on why it can't be read.
Row = tuple[int, list[str] | str]


class BadFile(Exception):
    """The file as a whole is no use."""


class Source:
    """`done()` is how many bytes of the file itself were read, for a progress bar."""

    def __init__(self, raw: BinaryIO, text: io.TextIOBase, delimiter: str) -> None:
        self.done: Callable[[], int] = raw.tell
        self._lines = csv.reader(text, delimiter=delimiter, strict=True)
        self.header = self._header()

    def rows(self) -> Iterator[Row]:
        """Every row that is not empty, each with its line's number."""
        while True:
            line = self._lines.line_num + 1
            try:
                cells = next(self._lines)
            except StopIteration:
                return
            except csv.Error as error:
                yield line, f"not CSV: {error}"
            except UNREADABLE as error:
                raise BadFile(f"the file breaks off after line {line - 1}: {error}") from error
            else:
                if cells:
                    yield line, cells

    def _header(self) -> list[str]:
        try:
            header = [name.strip() for name in next(self._lines)]
        except (StopIteration, csv.Error, *UNREADABLE) as error:
            raise BadFile(f"the file has no header: {error}") from error
        if len(set(header)) < len(header):
            twice = sorted({name for name in header if header.count(name) > 1})
            raise BadFile(f"two columns are named {', '.join(twice)}")
        return header


@contextmanager
def opened(path: Path, *, encoding: str, delimiter: str) -> Iterator[Source]:
    """The file, ready to be read; BadFile when it is not there or breaks off while it is read."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        raw = path.open("rb")
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}") from error
    with raw:
        packed = raw.read(2) == GZIP
        raw.seek(0)
        stream = cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if packed else raw
        # Bytes that do not fit become lone surrogates, refused row by row.
        with io.TextIOWrapper(
            stream, encoding=_marked(encoding), errors="surrogateescape", newline=""
        ) as text:
            yield Source(raw, text, delimiter)


def _marked(encoding: str) -> str:
    return "utf-8-sig" if encoding.lower().replace("_", "-") == "utf-8" else encoding
