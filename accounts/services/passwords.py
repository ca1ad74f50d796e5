"""Passwords change: by hand, by mail, or given by an administrator for one sign-in."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.contrib.auth.models import User

from accounts.events import PasswordChanged
from accounts.models import GivenPassword, Session
from accounts.services.guarding import forgive
from safety_net.core import city_log
from safety_net.core.access import AUDITORS, Actor

# 96 random bits, in words that can be read out over a phone.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 5, 4


def changed(*, user: User, how: str, by: Actor, at: datetime, keep: str = "") -> None:
    """Note that `user` has a password of their own now. All sessions but `keep` end."""
    with city_log.change(by=by, at=at) as log:
        GivenPassword.objects.filter(user=user).delete()
        Session.objects.filter(user=user).exclude(session_key=keep).delete()
        log.append(PasswordChanged(subject_id=user.pk, how=how), audience=[AUDITORS])


def give(*, user: User, by: Actor, at: datetime) -> str:
    """A new password, to be told once and good for choosing another. All sessions end."""
    password = "-".join(
        "".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS)
    )
    with city_log.change(by=by, at=at) as log:
        user.set_password(password)
        user.save(update_fields=["password"])
        was_given(user, at)
        log.append(PasswordChanged(subject_id=user.pk, how="given"), audience=[AUDITORS])
    return password


def was_given(user: User, at: datetime) -> None:
    """Somebody else knows the password of `user`: it is good for choosing another one."""
    GivenPassword.objects.update_or_create(user=user, defaults={"at": at})
    Session.objects.filter(user=user).delete()
    forgive(user.get_username())
