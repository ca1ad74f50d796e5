"""The entries that the command line writes into the city log. docs/live-entries.md shows each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from safety_net.core.city_log import Event


@dataclass(frozen=True, kw_only=True)
class CommandWordChanged(Event):
    """The word as it is now, or as it was when it was `removed`."""

    kind: ClassVar[str] = "command_word.changed"
    subject_type: ClassVar[str] = "command_word"
    word: dict[str, Any]
    removed: bool = False
