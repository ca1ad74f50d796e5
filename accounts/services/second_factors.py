"""Second factors come and go, and each time auditors are told."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User

from accounts.events import MfaEnrolled, MfaRemoved, RecoveryCodesSeen
from accounts.models import Session
from safety_net.core import city_log
from safety_net.core.access import AUDITORS, Actor


def enrolled(*, user_id: int, factor: str, by: Actor, at: datetime) -> None:
    """Tell that a person has set one up."""
    with city_log.change(by=by, at=at) as log:
        log.append(MfaEnrolled(subject_id=user_id, factor=factor), audience=[AUDITORS])


def removed(*, user_id: int, factor: str, by: Actor, at: datetime) -> None:
    """Tell that a person has taken one away."""
    with city_log.change(by=by, at=at) as log:
        log.append(MfaRemoved(subject_id=user_id, factor=factor), audience=[AUDITORS])


def codes_seen(*, user_id: int, by: Actor, at: datetime) -> None:
    with city_log.change(by=by, at=at) as log:
        log.append(RecoveryCodesSeen(subject_id=user_id), audience=[AUDITORS])


def reset(*, user: User, by: Actor, at: datetime) -> None:
    """Take away all that a person has set up, because it is lost. All their sessions end."""
    with city_log.change(by=by, at=at) as log:
        Authenticator.objects.filter(user=user).delete()
        Session.objects.filter(user=user).delete()
        log.append(MfaRemoved(subject_id=user.pk, factor="all"), audience=[AUDITORS])


def has_any(user_id: int) -> bool:
    """Whether the person has an app or a key; recovery codes alone are none."""
    rows = Authenticator.objects.filter(user_id=user_id)
    return bool(rows.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())
