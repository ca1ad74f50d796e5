"""What the city log got from one act."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from safety_net.core.models import LogEntry, LogHead


class Heard(list[LogEntry]):
    @property
    def only(self) -> dict[str, Any]:
        """The payload of the one entry that there is."""
        (entry,) = self
        payload: dict[str, Any] = entry.payload
        return payload


@contextmanager
def entries() -> Iterator[Heard]:
    before = LogHead.objects.get().seq
    heard = Heard()
    yield heard
    heard.extend(LogEntry.objects.filter(seq__gt=before).order_by("seq"))
