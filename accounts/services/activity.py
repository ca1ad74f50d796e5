"""Close an account, open it again, let a person try again."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from accounts.events import Deactivated, Unlocked
from accounts.models import Session
from accounts.services.guarding import forgive
from safety_net.core import city_log
from safety_net.core.access import AUDITORS, Actor


def set_active(*, user: User, active: bool, by: Actor, at: datetime) -> None:
    """Close or open an account. A closed one has no sessions, also when it is opened again."""
    with city_log.change(by=by, at=at) as log:
        User.objects.filter(pk=user.pk).update(is_active=active)
        if not active:
            Session.objects.filter(user=user).delete()
        log.append(Deactivated(subject_id=user.pk, active=active), audience=[AUDITORS])


def unlock(*, user: User, by: Actor, at: datetime) -> None:
    """Forget the failures of a person who was locked out."""
    with city_log.change(by=by, at=at) as log:
        forgive(user.get_username())
        log.append(Unlocked(subject_id=user.pk), audience=[AUDITORS])
