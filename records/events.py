"""The entries that an import of records writes into the city log. docs/live-entries.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from safety_net.core.city_log import Event


@dataclass(frozen=True, kw_only=True)
class RecordsImported(Event):
    """One run over one file. read = imported + known + refused; flagged ones are stored too."""

    kind: ClassVar[str] = "records.imported"
    subject_type: ClassVar[str] = "records"
    profile: str
    file: str
    sha256: str
    read: int
    imported: int
    known: int
    refused: int
    flagged: int
    incidents: int
    units: int
