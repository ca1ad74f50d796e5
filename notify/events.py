"""The entries that paging people writes into the city log. docs/live-entries.md shows each.

They name people, never an address or a number. What is about an incident stands in its timeline;
what is not (a test, a gap in a roster) is about the person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from safety_net.core.city_log import Event


@dataclass(frozen=True, kw_only=True)
class Queued(Event):
    """Who is to be told: `messages` have id, user, name, kind, cause, asks, urgent, channels."""

    exercise: bool
    messages: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class DeliveriesMoved(Event):
    """How far it got: `moves` have message, user, name, channel, state."""

    moves: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Answered(Event):
    """Somebody is on it."""

    message: int
    user: int | None
    name: str
    how: str
    cause: str


@dataclass(frozen=True, kw_only=True)
class MessageQueued(Queued):
    kind: ClassVar[str] = "message.queued"
    subject_type: ClassVar[str] = "incident"


@dataclass(frozen=True, kw_only=True)
class MessageMoved(DeliveriesMoved):
    kind: ClassVar[str] = "message.moved"
    subject_type: ClassVar[str] = "incident"


@dataclass(frozen=True, kw_only=True)
class MessageAnswered(Answered):
    kind: ClassVar[str] = "message.answered"
    subject_type: ClassVar[str] = "incident"


@dataclass(frozen=True, kw_only=True)
class NoticeQueued(Queued):
    kind: ClassVar[str] = "notice.queued"
    subject_type: ClassVar[str] = "person"


@dataclass(frozen=True, kw_only=True)
class NoticeMoved(DeliveriesMoved):
    kind: ClassVar[str] = "notice.moved"
    subject_type: ClassVar[str] = "person"


@dataclass(frozen=True, kw_only=True)
class NoticeAnswered(Answered):
    kind: ClassVar[str] = "notice.answered"
    subject_type: ClassVar[str] = "person"


@dataclass(frozen=True, kw_only=True)
class ContactChanged(Event):
    """A person added, verified, changed or removed a way of being reached; never which address."""

    kind: ClassVar[str] = "contact.changed"
    subject_type: ClassVar[str] = "person"
    channel: str
    what: str


@dataclass(frozen=True, kw_only=True)
class ProviderChanged(Event):
    """A provider was made or changed; never its secrets."""

    kind: ClassVar[str] = "provider.changed"
    subject_type: ClassVar[str] = "provider"
    slug: str
    what: str
    fields: list[str]
