"""Nested JSON: a list of records somewhere inside, their fields named by dotted paths."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from atlas.packs.faults import FileFault
from atlas.packs.readers.record import Broken, Record
from atlas.packs.sources import read_text
from atlas.packs.spec import LayerSpec


def read(root: Path, spec: LayerSpec) -> Iterator[Record | Broken]:
    """The items of the list at `records` ("response.body.items"), or of the document itself."""
    for number, item in enumerate(_listed(parse(root, spec), spec), 1):
        where = f"item {number}"
        if isinstance(item, dict):
            yield Record(where, dict(_flat(item, "")))
        else:
            yield Broken(where, "not_an_object", f"not an object but {type(item).__name__}")


def parse(root: Path, spec: LayerSpec) -> Any:
    """The JSON document; too deep nesting and half files are refused."""
    text = read_text(root, spec)
    try:
        return orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError, TypeError):
        return _lenient(text, spec)


def _lenient(text: str, spec: LayerSpec) -> Any:
    """Many tools write NaN for a missing number, which is not JSON; it is read as missing."""
    try:
        return json.loads(text, parse_constant=lambda name: None)
    except (ValueError, RecursionError) as error:
        raise FileFault(f"{spec.file} is not JSON: {error}") from error


def _listed(document: Any, spec: LayerSpec) -> list[Any]:
    found = document
    for step in filter(None, spec.records.split(".")):
        if not isinstance(found, dict) or step not in found:
            raise FileFault(f"{spec.file} has nothing at records = {spec.records!r} (no {step})")
        found = found[step]
    if isinstance(found, dict) and found and all(isinstance(v, dict) for v in found.values()):
        # {"1": {…}, "2": {…}} is a list in all but name.
        found = list(found.values())
    if not isinstance(found, list):
        raise FileFault(f"{spec.file} has no list at records = {spec.records!r}")
    return found


def _flat(item: dict[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in item.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
