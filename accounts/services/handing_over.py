"""The next person sits down at a desk: another session, the same screen.

Two steps at most: the password, and where the next person has or needs one the second factor. What
was proven in the first step waits in the session of whoever leaves, for as long as one types.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, TypedDict

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.forms import Form
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from accounts.events import DeskHandedOver
from accounts.forms import CodeForm, KeyForm
from accounts.models import GivenPassword
from accounts.services import guarding, second_factors
from accounts.services.signing_in import sign_in
from agencies.access import SESSION_KEY, WITHOUT_INCIDENTS, active_memberships, viewer_of
from agencies.models import Membership
from agencies.proving import NEEDS_SECOND_FACTOR
from safety_net.core import city_log
from safety_net.core.access import AUDITORS, Actor, Viewer
from safety_net.core.errors import Refusal

WAITING = "hand_over"
TYPING = timedelta(minutes=3)


class WrongWord(Refusal):
    """Name and password, code or key: nobody is told which."""

    status = 400
    code = "not_proven"
    title = _("That is not right.")


class NotHere(Refusal):
    """The next person can't take this desk."""

    code = "not_at_this_desk"
    title = _("Only somebody with a desk at this agency can take it over.")


class SetUpFirst(Refusal):
    """They have something to set up, which takes a page of its own."""

    code = "set_up_first"
    title = _("Sign in on the login page once: there is something to set up first.")


class Begun(TypedDict):
    """What is asked for next: a code, a key (with what the browser needs for it), or both."""

    code: bool
    key: dict[str, Any] | None


def prove_password(
    request: HttpRequest, *, name: str, password: str, leaving: Viewer, at: datetime
) -> User | Begun:
    """The next person, if that is all that is needed; otherwise what comes next.

    WrongWord, NotHere, SetUpFirst or TooManyAttempts.
    """
    person = _right_person(request, name=name, password=password, leaving=leaving, at=at)
    membership = _place_at(person, leaving.agency_id)
    if GivenPassword.objects.filter(user=person).exists():
        raise SetUpFirst
    if not second_factors.has_any(person.pk):
        if membership.role in NEEDS_SECOND_FACTOR:
            raise SetUpFirst
        return person
    request.session[WAITING] = {"user": person.pk, "at": at.isoformat()}
    kinds = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    return Begun(
        code=Authenticator.Type.TOTP in kinds or Authenticator.Type.RECOVERY_CODES in kinds,
        key=begin_authentication(person) if Authenticator.Type.WEBAUTHN in kinds else None,
    )


def _right_person(
    request: HttpRequest, *, name: str, password: str, leaving: Viewer, at: datetime
) -> User:
    tried = guarding.begin(name=name, by=guarding.stranger_of(request), at=at)
    person = authenticate(request, username=name.strip(), password=password)
    if not isinstance(person, User) or person.pk == leaving.user_id:
        guarding.was_wrong(tried, what="password", at=at)
        raise WrongWord
    guarding.was_right(tried)
    return person


def _place_at(person: User, agency_id: int | None) -> Membership:
    for one in active_memberships(person.pk):
        if one.agency_id == agency_id and one.role not in WITHOUT_INCIDENTS:
            return one
    raise NotHere


def prove_factor(request: HttpRequest, *, given: dict[str, Any], at: datetime) -> tuple[User, str]:
    """The person who waits, and by what they were proven now. `given`: a code or a credential."""
    person = _waiting(request, at)
    tried = guarding.begin(name=person.get_username(), by=guarding.stranger_of(request), at=at)
    form: Form
    if "code" in given:
        form = CodeForm(user=person, data=given)
    else:
        form = KeyForm(user=person, data=given)
    if not form.is_valid():
        what = "code" if "code" in given else "security_key"
        guarding.was_wrong(tried, what=what, at=at)
        raise WrongWord
    guarding.was_right(tried)
    if isinstance(form, CodeForm):
        return person, str(form.authenticator.type)
    return person, str(Authenticator.Type.WEBAUTHN)


def _waiting(request: HttpRequest, at: datetime) -> User:
    waiting = request.session.get(WAITING)
    began = parse_datetime(waiting["at"]) if waiting else None
    person = User.objects.filter(pk=waiting["user"], is_active=True).first() if waiting else None
    if person is None or began is None or at - began > TYPING:
        raise WrongWord(_("Begin again with name and password."))
    return person


def sit_down(
    request: HttpRequest, person: User, *, second_factor: str, leaving: Actor, at: datetime
) -> Viewer:
    """Begin the next person's session, at the agency of this desk; the one before is gone."""
    membership = _place_at(person, leaving.agency_id)
    coming = _coming(person, membership, leaving)
    with city_log.change(by=coming, at=at) as log:
        event = DeskHandedOver(subject_id=leaving.user_id or 0, to=person.pk, name=coming.name)
        log.append(event, audience=[AUDITORS])
        sign_in(request, person, how="hand_over", second_factor=second_factor, at=at)
        request.session[SESSION_KEY] = membership.agency_id
    return viewer_of(membership)


def _coming(person: User, membership: Membership, leaving: Actor) -> Actor:
    return Actor(
        name=person.get_full_name() or person.get_username(),
        user_id=person.pk,
        agency_id=membership.agency_id,
        role=membership.role,
        request_id=leaving.request_id,
        address=leaving.address,
    )
