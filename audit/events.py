"""The entries that auditors themselves leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from safety_net.core.city_log import Event, Look


@dataclass(frozen=True, kw_only=True)
class LogViewed(Look):
    """An auditor read a page of the log: what was asked for, and which entries were shown."""

    kind: ClassVar[str] = "log.viewed"
    subject_type: ClassVar[str] = "log"
    filters: dict[str, Any]
    newest: int | None
    oldest: int | None


@dataclass(frozen=True, kw_only=True)
class LogEntryViewed(Look):
    """An auditor opened one entry with its payload; the subject is the entry."""

    kind: ClassVar[str] = "log.entry_viewed"
    subject_type: ClassVar[str] = "log"


@dataclass(frozen=True, kw_only=True)
class LogChecked(Event):
    """A check of the whole log began, or came to its end with a fault or without."""

    kind: ClassVar[str] = "log.checked"
    subject_type: ClassVar[str] = "log_check"
    what: str  # begun or ended
    entries: int
    seq: int | None = None
    fault: str = ""


@dataclass(frozen=True, kw_only=True)
class DataPurged(Event):
    """Data whose time was over was removed for good; the subject is the signed manifest."""

    kind: ClassVar[str] = "data.purged"
    subject_type: ClassVar[str] = "manifest"
    removed: dict[str, int]  # sort of data → how many rows
    sha256: str  # of the manifest's body


@dataclass(frozen=True, kw_only=True)
class HoldChanged(Event):
    """What is known of an incident (the subject's number) must be kept, or no longer."""

    kind: ClassVar[str] = "hold.changed"
    subject_type: ClassVar[str] = "hold"
    held: bool
    reason: str
