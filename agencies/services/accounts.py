"""Accounts, at whatever agencies their people have places."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from agencies import hooks
from agencies.cards import person_of
from agencies.events import PersonChanged
from agencies.models import Role
from agencies.permissions import may_hold_keys_of
from agencies.services.members import PASSWORD_BYTES, checked_email, checked_name
from safety_net.core import city_log
from safety_net.core.access import ADMINS, AUDITORS, Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import Forbidden, Invalid, NotFound


def renew_password(*, user_id: int, by: Actor, at: datetime) -> str:
    """A new password, told once; the old one opens nothing any more, nor do sessions begun by it.

    Forbidden where `by` could so act beyond the own agency.
    """
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    with city_log.change(by=by, at=at) as log:
        user = _locked(user_id, by)
        user.set_password(password)
        user.save(update_fields=["password"])
        hooks.password_given.run(user, at)
        _tell(user, "password", log)
    return password


def name_person(*, user_id: int, name: str, email: str, by: Actor, at: datetime) -> User:
    """How somebody is called and written to."""
    with city_log.change(by=by, at=at) as log:
        user = _locked(user_id, by)
        user.first_name, user.last_name = checked_name(name), ""
        user.email = checked_email(email)
        user.save(update_fields=["first_name", "last_name", "email"])
        _tell(user, "named", log)
    return user


def switch_account(*, user_id: int, is_active: bool, by: Actor, at: datetime) -> User:
    """End every place and session of somebody at once, or let the person in again.

    Only city admins may, and not their own account.
    """
    with city_log.change(by=by, at=at) as log:
        if by.role != Role.CITY_ADMIN:
            raise Forbidden
        if user_id == by.user_id:
            raise Invalid(_("This is your own account. Somebody else switches it off."))
        user = _locked(user_id, by)
        if user.is_active != is_active:
            user.is_active = is_active
            user.save(update_fields=["is_active"])
            if not is_active:
                hooks.account_closed.run(user)
            _tell(user, "enabled" if is_active else "disabled", log)
    return user


def _locked(user_id: int, by: Actor) -> User:
    user = User.objects.select_for_update(no_key=True).filter(pk=user_id).first()
    if user is None:
        raise NotFound
    if not may_hold_keys_of(by.role, by.agency_id, user):
        raise Forbidden
    return user


def _tell(user: User, what: str, log: Log) -> None:
    told = PersonChanged(subject_id=user.pk, person=person_of(user), what=what)
    log.append(told, audience={ADMINS, AUDITORS})
