"""Looks at what is protected: each is an entry for auditors, written before anything is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from safety_net.core.access import AUDITORS, Actor
from safety_net.core.city_log.changing import change
from safety_net.core.city_log.events import Look
from safety_net.core.errors import Refusal


class NotRecorded(Refusal):
    """The look could not be written down, so there was none."""

    status = 503
    code = "not_recorded"
    title = _("This can't be shown now, because the look could not be recorded. Try again.")


@dataclass(frozen=True, kw_only=True)
class SearchMade(Look):
    """Somebody looked for a person. `words` are masked: the log is no second register of people."""

    kind: ClassVar[str] = "search.made"
    subject_type: ClassVar[str] = "search"
    where: str
    words: dict[str, str]
    found: int | None = None


@dataclass(frozen=True, kw_only=True)
class ExportMade(Look):
    """Data left the system as a file. `filters` are those that were asked for."""

    kind: ClassVar[str] = "export.made"
    subject_type: ClassVar[str] = "export"
    what: str
    format: str
    filters: dict[str, Any]
    rows: int | None = None


def record(*looks: Look, by: Actor, at: datetime) -> None:
    """Write the entries in a small transaction of their own (or in the change that is open).

    Call it before the answer is given. NotRecorded, a 503, where they can't be written.
    """
    try:
        with change(by=by, at=at) as log:
            for look in looks:
                log.append(look, audience={AUDITORS})
    except DatabaseError as fault:
        raise NotRecorded from fault


def masked(words: str) -> str:
    """The last two characters of what was searched for, and how long it was: •••••78."""
    kept = words[-2:] if len(words) > 4 else ""
    return "•" * (len(words) - len(kept)) + kept
