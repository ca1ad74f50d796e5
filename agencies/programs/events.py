"""What the city log says of programs. Never a key, and nothing that a key could be made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from safety_net.core.city_log import Event


@dataclass(frozen=True, kw_only=True)
class TokenChanged(Event):
    """A token was made, rotated or revoked; `user` is whom it acts as."""

    kind: ClassVar[str] = "token.changed"
    subject_type: ClassVar[str] = "token"
    what: str
    name: str
    user: int
    agency: int
    scopes: list[str]
    expires_at: str | None


@dataclass(frozen=True, kw_only=True)
class IntegrationChanged(Event):
    """An integration account was made, or changed: `fields` says in what."""

    kind: ClassVar[str] = "integration.changed"
    subject_type: ClassVar[str] = "integration"
    what: str
    name: str
    agency: int
    role: str
    is_active: bool
    fields: list[str]
