"""People at the door: what they type, what their phone shows, and what auditors hear of it."""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from safety_net.core.models import LogEntry
from tests.support.cast import Person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30


def password_of(person: Person) -> str:
    return f"{person.user.get_username()} has a password"


def sign_in(
    person: Person | str, word: str = "", *, client: Client | None = None, address: str = ""
) -> Any:
    """One try at the login page, by a browser of its own unless one is given."""
    name = person if isinstance(person, str) else person.user.get_username()
    word = word or (password_of(person) if isinstance(person, Person) else "wrong")
    client = client or Client()
    where: dict[str, Any] = {"REMOTE_ADDR": address} if address else {}
    return client.post("/login/", {"login": name, "password": word}, **where)


def arrives(person: Person, **headers: str) -> Client:
    """A browser in which this person has signed in by password and, if there is one, a code."""
    client = Client(headers=headers)
    answer = sign_in(person, client=client)
    if answer["Location"] == "/login/code/":
        answer = client.post("/login/code/", {"code": code()})
    assert answer.status_code == 302, answer.content.decode()
    return client


def has_an_app(person: Person) -> Authenticator:
    """A phone that shows codes."""
    return TOTP.activate(person.user, SECRET).instance


def has_recovery_codes(person: Person) -> list[str]:
    return list(RecoveryCodes.activate(person.user).get_unused_codes())


def code(*, steps: int = 0, secret: str = SECRET) -> str:
    """What the phone shows now, or some steps of 30 seconds from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + steps)))


def told(*kinds: str) -> list[tuple[str, int, dict[str, Any]]]:
    """Kind, subject and data of the entries of these kinds, which only auditors and admins hear."""
    rows = LogEntry.objects.filter(kind__in=kinds).order_by("seq")
    for row in rows:
        assert set(row.audience) <= {"auditors", "admins"}
    return [(row.kind.removeprefix("person."), row.subject_id, row.payload) for row in rows]
