"""Who looks and who acts, as plain values that every app and the live hub understand."""

from __future__ import annotations

from dataclasses import dataclass, field

EVERYONE = "everyone"
AUDITORS = "auditors"
ADMINS = "admins"


def agency_token(agency_id: int) -> str:
    """The audience of one agency."""
    return f"agency:{agency_id}"


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """One who may look: the tokens decide which log entries reach this viewer."""

    user_id: int
    name: str
    agency_id: int | None
    role: str
    tokens: frozenset[str] = field(default_factory=frozenset)

    def may_see(self, audience: frozenset[str] | set[str] | list[str]) -> bool:
        return not self.tokens.isdisjoint(audience)


@dataclass(frozen=True, kw_only=True)
class Actor:
    """One who acts, as the log remembers it."""

    name: str
    kind: str = "user"  # user, integration or system
    user_id: int | None = None
    agency_id: int | None = None
    role: str = ""
    request_id: str = ""
    address: str | None = None


SYSTEM = Actor(name="Safety Net", kind="system")
