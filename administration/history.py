"""What became of a configured row, read from the city log; nobody keeps a second history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from safety_net.core.city_log.events import KINDS
from safety_net.core.models import LogEntry

MOST_ENTRIES = 50
LONGEST = 60

Labels = Mapping[str, str | Promise]
WHAT = {
    "made": pgettext_lazy("what became of it", "made"),
    "changed": pgettext_lazy("what became of it", "changed"),
    "disabled": gettext_lazy("switched off"),
    "enabled": gettext_lazy("switched on"),
    "removed": gettext_lazy("removed"),
    "password": gettext_lazy("new password"),
    "named": gettext_lazy("name or address"),
    "agreement.proposed": gettext_lazy("proposed"),
    "agreement.signed": gettext_lazy("signed"),
    "agreement.began": gettext_lazy("in force"),
    "agreement.ended": gettext_lazy("ended"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One field before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """`version` is None where the row counts none."""

    at: datetime
    who: str
    what: str
    version: int | None
    lines: list[Line]

    @property
    def before(self) -> int | None:
        """The version that this change replaced, or None for the first."""
        return self.version - 1 if self.version and self.version > 1 else None


def changes_of(kind: str, pk: int, member: str, labels: Labels) -> list[Change]:
    """The last changes, the newest first. `member` of the payload holds the row."""
    found = _entries(kind, pk, member)[: MOST_ENTRIES + 1]
    told = [_change(one, before, member, labels) for one, before in pairwise([*found, None]) if one]
    return told[:MOST_ENTRIES]


def version_of(kind: str, pk: int, member: str, version: int) -> dict[str, Any] | None:
    """The row as it was at `version`, or None where the log doesn't tell."""
    later: dict[str, Any] | None = None
    for entry in _entries(kind, pk, member):
        card, was = entry.payload[member], entry.payload.get("was", {})
        if card.get("version") == version:
            return dict(card)
        # What stood there before the first entry is told by what that one changed.
        later = {**card, **was, "version": card.get("version", 0) - 1}
    return later if later is not None and later["version"] == version else None


def _entries(kind: str, pk: int, member: str) -> list[LogEntry]:
    """The newest first, as far as what they said is still kept."""
    subject = KINDS[kind].subject_type
    found = LogEntry.objects.filter(subject_type=subject, subject_id=pk, kind=kind)
    return [one for one in found.order_by("-seq") if one.payload and member in one.payload]


def _change(entry: LogEntry, older: LogEntry | None, member: str, labels: Labels) -> Change:
    card = entry.payload[member]
    was = entry.payload.get("was")
    if was is None:  # told by the entry before
        former = older.payload[member] if older else {}
        was = {name: value for name, value in former.items() if card.get(name) != value}
    return Change(
        at=entry.at,
        who=entry.actor_name,
        what=_what(entry, is_first=older is None and card.get("version") == 1),
        version=card.get("version"),
        lines=[_line(name, was, card, labels) for name in was if name in labels],
    )


def _what(entry: LogEntry, *, is_first: bool) -> str:
    if entry.kind in WHAT:
        return str(WHAT[entry.kind])
    told = "removed" if entry.payload.get("removed") else "made" if is_first else "changed"
    what = entry.payload.get("what") or told
    return str(WHAT.get(what, what))


def _line(name: str, was: Mapping[str, Any], card: Mapping[str, Any], labels: Labels) -> Line:
    return Line(label=str(labels[name]), before=written(was[name]), after=written(card.get(name)))


def written(value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value in ("", [], {}):
        return "—"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} = {written(one)}" for name, one in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(written(one) for one in value)
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
