"""Anchors: the head of the log, written down outside of the database.

Whoever owns the database could rewrite the whole chain so that it hangs together again. They can't
rewrite what was written down elsewhere: a line of JSON a day, {"seq": 7, "hash": "…", "at": "…"}.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from safety_net.core.models import LogEntry, LogHead


@dataclass(frozen=True)
class Anchor:
    """What the head was at that time."""

    seq: int
    hash: str
    at: str

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)

    def line(self) -> str:
        return json.dumps({"seq": self.seq, "hash": self.hash, "at": self.at})


def head(at: datetime) -> Anchor:
    found = LogHead.objects.get()
    return Anchor(found.seq, bytes(found.hash).hex(), at.isoformat())


def write(anchor: Anchor) -> Path:
    """Append it to the file and have the disk keep it."""
    file = Path(settings.SAFETY_NET_ANCHOR_FILE)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.write(anchor.line() + "\n")
        out.flush()
        os.fsync(out.fileno())
    return file


def written() -> Iterator[Anchor]:
    """Those of the file, the oldest first. ValueError for a line that is none."""
    file = Path(settings.SAFETY_NET_ANCHOR_FILE)
    if not file.exists():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        yield Anchor(int(said["seq"]), str(said["hash"]), str(said["at"]))


def last() -> Anchor | None:
    return max(written(), key=lambda one: one.seq, default=None)


def first_rewritten() -> int | None:
    """The first anchored entry that is not, or no longer, what was anchored; None if all are."""
    anchored = {one.seq: one.hash for one in written() if one.seq}
    rows = LogEntry.objects.filter(seq__in=anchored).values_list("seq", "hash")
    stored = {seq: bytes(digest).hex() for seq, digest in rows}
    return min((seq for seq, said in anchored.items() if stored.get(seq) != said), default=None)
