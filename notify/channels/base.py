"""What every channel's folder offers, and what a sending thread is given. No tables here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, kw_only=True)
class Words:
    """A message in one person's language: a heading, what is said, and how it is answered."""

    title: str
    text: str
    answer: str = ""
    link: str = ""

    @property
    def whole(self) -> str:
        """As one text, for channels that know no heading."""
        return "\n".join(part for part in (self.title, self.text, self.answer, self.link) if part)


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """All that is needed to send one delivery, so that a thread asks no database."""

    delivery: int
    key: str
    channel: str
    address: str
    words: Words
    message: int = 0
    kind: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    token: str = field(default="", repr=False)
    asks: bool = False
    urgent: bool = False
    exercise: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """The provider took it; `reference` is how it will speak of it."""

    reference: str = ""
    delivered: bool = False


class NotSent(Exception):
    """It did not leave. `again`: a repeat may help. `gone`: that address reaches nobody any more.

    The text is shown to admins, so it never has an address, a key or a body in it.
    """

    def __init__(self, fault: str, *, again: bool = True, gone: bool = False) -> None:
        super().__init__(fault)
        self.fault, self.again, self.gone = fault[:300], again and not gone, gone


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What one callback says: how far a delivery got, or what a person replied."""

    reference: str = ""
    key: str = ""
    state: str = ""
    fault: str = ""
    sender: str = ""
    text: str = ""

    @property
    def is_reply(self) -> bool:
        return bool(self.sender)


@dataclass(frozen=True, kw_only=True)
class Channel:
    """One sort of address. `patience` is how many seconds it may take before the next is tried."""

    name: str
    label: str | Promise
    hint: str | Promise
    patience: int
    # The address in its one spelling; ValueError with what is wrong, for people.
    clean: Callable[[str], str]
    mask: Callable[[str], str]
    # How its messages are answered: by a link, by a reply with the code, or not there.
    answered_by: str = "link"
    # Whether people type the address themselves; a browser gives its own.
    typed: bool = True
    # For addresses that a browser gives: its keys checked, and what it is told to subscribe.
    clean_keys: Callable[[Mapping[str, str]], dict[str, str]] | None = None
    application_key: Callable[[], str] | None = None


@dataclass(frozen=True, kw_only=True)
class Adapter:
    """What one folder offers. `check` names each bad setting; `hear` reads a callback's body."""

    kind: str
    label: str | Promise
    channels: tuple[Channel, ...]
    send: Callable[[Parcel], Receipt] | None = None
    check: Callable[[Mapping[str, Any], Mapping[str, str]], dict[str, str]] = lambda _s, _k: {}
    hear: Callable[[Mapping[str, Any], bytes], Heard] | None = None
    # Whether the provider will tell of the delivery itself, by these settings.
    tells: Callable[[Mapping[str, Any]], bool] = lambda _settings: False


def hidden(text: str, *, head: int = 0, tail: int = 2) -> str:
    """`text` with its middle hidden, and nothing left of a short one."""
    if len(text) <= head + tail + 2:
        return "•••"
    return f"{text[:head]}•••{text[len(text) - tail :]}"
