"""What every row that people configure shares: its version, and what a change made different."""

from __future__ import annotations

from typing import Any, Protocol

from safety_net.core.errors import StaleVersion


class Versioned(Protocol):
    """A row with a version that grows with every change."""

    version: int


def expect(row: Versioned, version: int, card: dict[str, Any]) -> None:
    """StaleVersion, with both versions and the present `card`, unless `version` is the present."""
    if version != row.version:
        raise StaleVersion(yours=version, current=row.version, present=card)


def former(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What the fields that are new held before; the version itself is not one of them."""
    return {
        name: value
        for name, value in before.items()
        if name != "version" and after.get(name) != value
    }
