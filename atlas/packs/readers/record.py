"""What readers hand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it stood in the file. `where` is "line 7", "row 7", "feature 7" or "item 7"."""

    where: str
    values: Mapping[str, Any] = field(default_factory=dict)
    geometry: BaseGeometry | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table, before its rows: an empty table must still be the right one."""

    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that could not even be read, and why."""

    where: str
    code: str
    message: str
