"""What the stub was given, and which faults it was told to have."""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

KEPT = 20_000
FAULTS = ("500", "refused", "gone", "timeout", "die", "lost", "doubled", "reordered", "silent")


@dataclass
class Got:
    """One message as it came; `repeat` where its idempotency key had come before."""

    id: str
    at: float
    slug: str
    channel: str
    to: str
    text: str
    key: str
    repeat: bool
    fault: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""


@dataclass
class Fault:
    """For the next `times` messages that fit: to this address, on this channel, or any."""

    fault: str
    times: int = 1
    to: str = ""
    channel: str = ""

    def fits(self, to: str, channel: str) -> bool:
        return self.times > 0 and self.to in ("", to) and self.channel in ("", channel)


class Stub:
    """All that one stub knows."""

    def __init__(self, *, file: Path | None, secret: str, callbacks: str, delay: float) -> None:
        self.file, self.secret, self.callbacks, self.delay = file, secret, callbacks, delay
        self.faults: list[Fault] = []
        self.got: list[Got] = []
        self.keys: OrderedDict[str, str] = OrderedDict()
        self.numbers = count(1)

    def fault_for(self, to: str, channel: str) -> str:
        for one in self.faults:
            if one.fits(to, channel):
                one.times -= 1
                return one.fault
        return ""

    def take(
        self,
        said: Mapping[str, Any],
        *,
        slug: str,
        channel: str,
        headers: dict[str, str],
        raw: str,
        fault: str,
        status: int,
    ) -> Got:
        """Write it down, on disk before anything else happens."""
        key = headers.get("idempotency-key", "")
        known = self.keys.get(key) if key else None
        got = Got(
            id=known or f"stub-{next(self.numbers)}-{time.time_ns() % 1_000_000}",
            at=time.time(),
            slug=slug,
            channel=channel,
            to=str(said.get("to", "")),
            text=str(said.get("text", "")),
            key=key,
            repeat=known is not None,
            fault=fault,
            status=status,
            headers=headers,
            body=raw,
        )
        if key and status < 300:
            self.keys[key] = got.id
        self.got.append(got)
        del self.got[:-KEPT]
        if self.file is not None:
            with self.file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(got), ensure_ascii=False) + "\n")
        return got
