"""A layer's file, opened safely: inside its folder, unpacked within a limit, decoded strictly."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast

from atlas.packs.faults import FileFault
from atlas.packs.spec import LayerSpec

# Far above any city's file, far below what would exhaust a small machine.
LIMIT_BYTES = 512 * 1024 * 1024
PIECE = 1024 * 1024
SUFFIXES = {
    "geojson": (".geojson", ".json"),
    "topojson": (".topojson", ".json"),
    "csv": (".csv", ".txt", ".tsv"),
    "json": (".json",),
    "xlsx": (".xlsx",),
}


def path_of(root: Path, spec: LayerSpec) -> Path:
    """Where the layer's file is; refuses one outside `root` (`../`, absolute paths)."""
    folder = root.resolve()
    try:
        path = (folder / spec.file).resolve()
    except ValueError as error:
        raise FileFault(f"{spec.file!r} is not a file's name: {error}") from error
    if not path.is_relative_to(folder):
        raise FileFault(f"{spec.file} lies outside {root}")
    if not path.is_file():
        raise FileFault(f"there is no file {spec.file} in {root}")
    return path


def read_bytes(root: Path, spec: LayerSpec) -> bytes:
    """The unpacked content of the layer's file, at most LIMIT_BYTES."""
    path = path_of(root, spec)
    try:
        if spec.compression == "zip":
            return _unzip(path, spec)
        with _opened(path, spec) as stream:
            return _bounded(stream, spec.file)
    except (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise FileFault(f"{spec.file} is not a whole {spec.compression} file: {error}") from error
    except OSError as error:
        raise FileFault(f"{spec.file} cannot be read: {error.strerror or error}") from error


def read_text(root: Path, spec: LayerSpec) -> str:
    """The file as text. Bytes that do not fit become lone surrogates, refused row by row."""
    content = read_bytes(root, spec)
    encoding = "utf-8-sig" if spec.encoding.lower().replace("_", "-") == "utf-8" else spec.encoding
    try:
        return content.decode(encoding)
    except LookupError:
        raise FileFault(f"encoding {spec.encoding!r} is not known") from None
    except UnicodeDecodeError as error:
        _blame_the_encoding(content, error, spec)
    except UnicodeError as error:
        raise FileFault(f"{spec.file} is not {spec.encoding}: {error}") from error
    try:
        return content.decode(encoding, errors="surrogateescape")
    except UnicodeError as error:
        raise FileFault(f"{spec.file} is not {spec.encoding}: {error}") from error


def check_zip(content: bytes, name: str) -> None:
    """An xlsx is a zip too: refuse one that unpacks beyond the limit before anything opens it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > LIMIT_BYTES:
                raise _too_large(name)
    except zipfile.BadZipFile as error:
        raise FileFault(f"{name} is not a whole zip file: {error}") from error


def _opened(path: Path, spec: LayerSpec) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(path)) if spec.compression == "gzip" else path.open("rb")


def _bounded(stream: IO[bytes], name: str) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(PIECE):
        size += len(piece)
        if size > LIMIT_BYTES:
            raise _too_large(name)
        pieces.append(piece)
    return b"".join(pieces)


def _too_large(name: str) -> FileFault:
    return FileFault(f"{name} unpacks to more than {LIMIT_BYTES // 1024**2} MiB")


def _unzip(path: Path, spec: LayerSpec) -> bytes:
    # Korean archives name their members in CP949 without saying so.
    with zipfile.ZipFile(path, metadata_encoding="cp949") as archive:
        member = _member(archive, spec)
        if member.flag_bits & 0x1:
            raise FileFault(f"{spec.file}: {member.filename} is encrypted")
        with archive.open(member) as stream:
            return _bounded(stream, f"{spec.file}: {member.filename}")


def _member(archive: zipfile.ZipFile, spec: LayerSpec) -> zipfile.ZipInfo:
    files = [info for info in archive.infolist() if not info.is_dir()]
    for info in files:
        parts = PurePosixPath(info.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts:
            raise FileFault(f"{spec.file} holds a file with an unsafe name: {info.filename}")
    if spec.member:
        chosen = [info for info in files if info.filename == spec.member]
    else:
        chosen = [info for info in files if info.filename.lower().endswith(SUFFIXES[spec.format])]
    if len(chosen) != 1:
        names = ", ".join(info.filename for info in files[:10]) or "nothing"
        raise FileFault(f'{spec.file} holds {names}: say which with member = "…"')
    return chosen[0]


def _blame_the_encoding(content: bytes, error: UnicodeDecodeError, spec: LayerSpec) -> None:
    """When another usual encoding fits the whole file, the pack is wrong, not the rows."""
    line = content.count(b"\n", 0, error.start) + 1
    for other in ("utf-8", "cp949"):
        try:
            content.decode(other)
        except UnicodeDecodeError:
            continue
        raise FileFault(
            f"{spec.file} is not {spec.encoding} (line {line}) but reads as {other}: "
            f'say encoding = "{other}"'
        )
