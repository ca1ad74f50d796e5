"""The entries about signing in. docs/live-entries.md shows each; none holds a password or a code.

They are for auditors, and their subject is the person; 0 where nobody has the name that was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from safety_net.core.city_log import Event


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    """`how`: password, provider, demo or hand_over. `second_factor`: "" for none."""

    kind: ClassVar[str] = "person.signed_in"
    subject_type: ClassVar[str] = "person"

    how: str
    second_factor: str


@dataclass(frozen=True, kw_only=True)
class SignInRefused(Event):
    """`what` was wrong: password, code, security_key, inactive or provider."""

    kind: ClassVar[str] = "person.sign_in_refused"
    subject_type: ClassVar[str] = "person"

    what: str


@dataclass(frozen=True, kw_only=True)
class LockedOut(Event):
    """Too many failures: `whom` is name, address, or spray where many names were tried from it."""

    kind: ClassVar[str] = "person.locked_out"
    subject_type: ClassVar[str] = "person"

    whom: str
    seconds: int


@dataclass(frozen=True, kw_only=True)
class Unlocked(Event):
    """An administrator lets a person try again."""

    kind: ClassVar[str] = "person.unlocked"
    subject_type: ClassVar[str] = "person"


@dataclass(frozen=True, kw_only=True)
class GuessingSuspected(Event):
    """All over the city many names failed in a quarter of an hour, too thinly to lock any."""

    kind: ClassVar[str] = "person.guessing_suspected"
    subject_type: ClassVar[str] = "person"

    names: int
    addresses: int


@dataclass(frozen=True, kw_only=True)
class SignedOut(Event):
    """`why`: by_hand, elsewhere or by_admin. `sessions`: how many ended."""

    kind: ClassVar[str] = "person.signed_out"
    subject_type: ClassVar[str] = "person"

    why: str
    sessions: int


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    """`how`: by_hand, by_mail or given (by an administrator). Every other session ended."""

    kind: ClassVar[str] = "person.password_changed"
    subject_type: ClassVar[str] = "person"

    how: str


@dataclass(frozen=True, kw_only=True)
class MfaEnrolled(Event):
    """`factor`: totp, webauthn or recovery_codes (new ones)."""

    kind: ClassVar[str] = "person.mfa_enrolled"
    subject_type: ClassVar[str] = "person"

    factor: str


@dataclass(frozen=True, kw_only=True)
class MfaRemoved(Event):
    """`factor`: totp, webauthn, or all where an administrator reset it."""

    kind: ClassVar[str] = "person.mfa_removed"
    subject_type: ClassVar[str] = "person"

    factor: str


@dataclass(frozen=True, kw_only=True)
class RecoveryCodesSeen(Event):
    """Somebody looked at their recovery codes."""

    kind: ClassVar[str] = "person.recovery_codes_seen"
    subject_type: ClassVar[str] = "person"


@dataclass(frozen=True, kw_only=True)
class DeskHandedOver(Event):
    """The next person sits down; the subject is who leaves. By whom it is, is who came."""

    kind: ClassVar[str] = "desk.handed_over"
    subject_type: ClassVar[str] = "person"

    to: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ProviderLinked(Event):
    """An identity provider vouches for this person from now on."""

    kind: ClassVar[str] = "person.provider_linked"
    subject_type: ClassVar[str] = "person"

    provider: str


@dataclass(frozen=True, kw_only=True)
class Deactivated(Event):
    """The account was closed, or opened again."""

    kind: ClassVar[str] = "person.activity_changed"
    subject_type: ClassVar[str] = "person"

    active: bool
