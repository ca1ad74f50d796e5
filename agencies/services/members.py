"""Who works for an agency, and as what."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from agencies import hooks
from agencies.cards import member_of
from agencies.events import MemberChanged
from agencies.models import Agency, Membership, Role
from agencies.permissions import may_change, roles_given_by
from safety_net.core import city_log, versions
from safety_net.core.access import ADMINS, AUDITORS, Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import Forbidden, Invalid, NotFound

PASSWORD_BYTES = 12


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """An account to be made. Without a password the city's identity provider lets the person in."""

    username: str
    name: str
    email: str = ""
    with_password: bool = True


def hire(
    *, person: NewPerson, agency_id: int, role: str, by: Actor, at: datetime
) -> tuple[Membership, str]:
    """A new account with a place in the agency, and its first password ("" where it has none).

    The password is told once, to whoever called; only its hash is kept.
    """
    password = secrets.token_urlsafe(PASSWORD_BYTES) if person.with_password else ""
    with city_log.change(by=by, at=at) as log:
        agency = _agency(agency_id, by)
        _expect_role(role, by)
        user = _made(person, password)
        if password:
            hooks.password_given.run(user, at)
        membership = Membership.objects.create(user=user, agency=agency, role=role)
        _tell(membership, "made", {}, log)
    return membership, password


def join(*, username: str, agency_id: int, role: str, by: Actor, at: datetime) -> Membership:
    """A place in another agency for somebody who has an account. Only city admins may."""
    with city_log.change(by=by, at=at) as log:
        if by.role != Role.CITY_ADMIN:
            raise Forbidden
        agency = _agency(agency_id, by)
        user = User.objects.filter(username=username.strip()).first()
        if user is None:
            raise Invalid(username=_("There is no such account."))
        if Membership.objects.filter(user=user, agency=agency).exists():
            raise Invalid(username=_("This person has a place in the agency already."))
        membership = Membership.objects.create(user=user, agency=agency, role=role)
        _tell(membership, "made", {}, log)
    return membership


def change(
    *, membership_id: int, version: int, role: str, is_active: bool, by: Actor, at: datetime
) -> Membership:
    """Another role, or the end of a place, which closes the person's connections at once.

    StaleVersion unless `version` is the present one; Forbidden for roles that `by` may not give;
    Invalid for one's own place, so that nobody locks themselves out.
    """
    with city_log.change(by=by, at=at) as log:
        membership = _locked(membership_id, by)
        before = member_of(membership)
        versions.expect(membership, version, before)
        if not may_change(by.role, membership):
            raise Forbidden
        _expect_role(role, by)
        membership.role, membership.is_active = role, is_active
        was = versions.former(before, member_of(membership))
        if was and (membership.user_id, membership.agency_id) == (by.user_id, by.agency_id):
            raise Invalid(_("This is your own place. Somebody else changes it."))
        if was:
            membership.version += 1
            membership.save()
            _tell(membership, _what(was, membership), was, log)
    return membership


def _what(was: dict[str, object], membership: Membership) -> str:
    if "active" in was:
        return "enabled" if membership.is_active else "disabled"
    return "changed"


def _agency(agency_id: int, by: Actor) -> Agency:
    """An agency in use in which `by` manages people; NotFound for another one."""
    agency = Agency.objects.in_use().filter(pk=agency_id).first()
    if agency is None or (by.role != Role.CITY_ADMIN and agency_id != by.agency_id):
        raise NotFound
    return agency


def _locked(membership_id: int, by: Actor) -> Membership:
    rows = Membership.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("user", "agency").filter(pk=membership_id).first()
    if found is None or (by.role != Role.CITY_ADMIN and found.agency_id != by.agency_id):
        raise NotFound
    return found


def _expect_role(role: str, by: Actor) -> None:
    if role not in Role.values:
        raise Invalid(role=_("There is no such role."))
    if role not in roles_given_by(by.role):
        raise Forbidden


def _made(person: NewPerson, password: str) -> User:
    username = person.username.strip()
    try:
        UnicodeUsernameValidator()(username)
        if not username or len(username) > 150:
            raise ValidationError("")
    except ValidationError as problem:
        raise Invalid(username=_("Letters, digits and @ . + - _ only.")) from problem
    user = User(username=username, first_name=checked_name(person.name))
    user.email = checked_email(person.email)
    user.set_password(password or None)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as problem:
        raise Invalid(username=_("Somebody has this account already.")) from problem
    return user


def checked_name(name: str) -> str:
    """With single blanks; Invalid for an empty or an endless one."""
    found = " ".join(name.split())
    if not 1 <= len(found) <= 150:
        raise Invalid(name=_("Give it a name."))
    return found


def checked_email(email: str) -> str:
    found = email.strip()
    try:
        if found:
            validate_email(found)
    except ValidationError as problem:
        raise Invalid(email=_("This is no address.")) from problem
    return found


def _tell(membership: Membership, what: str, was: dict[str, object], log: Log) -> None:
    told = MemberChanged(subject_id=membership.pk, member=member_of(membership), what=what, was=was)
    log.append(told, audience={ADMINS, AUDITORS})
