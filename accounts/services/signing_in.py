"""Signing in and out: whichever door somebody comes by, this is what happens then."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.models import User
from django.http import HttpRequest

from accounts.events import SignedIn, SignedOut
from accounts.models import GivenPassword
from accounts.sessions import ENTRANCE
from agencies import proving
from agencies.access import active_memberships
from safety_net.core import acting, city_log
from safety_net.core.access import AUDITORS, Actor
from safety_net.core.city_log import chain
from safety_net.core.request_log import request_id_of
from safety_net.settings.accounts import BACKEND

LONGEST_AGENT = 300


def sign_in(
    request: HttpRequest, user: User, *, how: str, second_factor: str, at: datetime
) -> Actor:
    """Begin a new session of `user`; the one before, whosever it was, is gone. Who it is now.

    Its key is new, it ends after a shift whatever happens, and it knows what was proven.
    """
    memberships = active_memberships(user.pk)
    place = memberships[0] if memberships else None
    actor = Actor(
        name=user.get_full_name() or user.get_username(),
        user_id=user.pk,
        agency_id=place.agency_id if place else None,
        role=place.role if place else "",
        request_id=request_id_of(request),
        address=request.META.get("REMOTE_ADDR") or None,
    )
    with city_log.change(by=actor, at=at) as log:
        login(request, user, backend=BACKEND)
        _mark(request, user, second_factor=second_factor, at=at)
        event = SignedIn(subject_id=user.pk, how=how, second_factor=second_factor)
        log.append(event, audience=[AUDITORS])
    return actor


def _mark(request: HttpRequest, user: User, *, second_factor: str, at: datetime) -> None:
    session = request.session
    session[proving.SECOND_FACTOR] = second_factor
    given = second_factor != proving.DEMO_DOOR and _is_given(user)
    session[proving.PASSWORD_IS_GIVEN] = given
    session[ENTRANCE] = {
        "at": at.isoformat(),
        "address": chain.address(request.META.get("REMOTE_ADDR")),
        "agent": request.headers.get("User-Agent", "")[:LONGEST_AGENT],
        "idle_seconds": 60 * idle_minutes(user),
    }
    session.set_expiry(at + timedelta(hours=settings.SAFETY_NET_SESSION_HOURS))


def _is_given(user: User) -> bool:
    return GivenPassword.objects.filter(user=user).exists()


def idle_minutes(user: User) -> int:
    """Until a session that nothing uses ends: the least of what the person's roles allow."""
    minutes: dict[str, int] = settings.SAFETY_NET_IDLE_MINUTES
    roles = [one.role for one in active_memberships(user.pk)]
    return min((minutes.get(role, minutes[""]) for role in roles), default=minutes[""])


def sign_out(request: HttpRequest, *, at: datetime) -> None:
    """End this session. Nothing happens where nobody is signed in."""
    user = request.user
    if not user.is_authenticated:
        return
    with city_log.change(by=acting.person_of(request), at=at) as log:
        logout(request)
        log.append(SignedOut(subject_id=user.pk, why="by_hand", sessions=1), audience=[AUDITORS])
