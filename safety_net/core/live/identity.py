"""Who is behind a connection, at its start and while it lasts. Called in threads."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, parse_cookie

from safety_net.core.access import Viewer
from safety_net.core.live import registry
from safety_net.core.live.protocol import (
    MEMBERSHIP_CHANGED,
    NO_MEMBERSHIP,
    SIGNED_OUT,
    WRONG_SCOPE,
    Bye,
)
from safety_net.core.scopes import WrongScope


@dataclass(frozen=True, kw_only=True)
class Claims:
    """What a connection was let in with: a session or a token, and what both stood for."""

    viewer: Viewer
    session_key: str = field(default="", repr=False)
    session_data: str = field(default="", repr=False)
    password: str = field(default="", repr=False)  # the stored hash: a new one ends the session
    token: str = field(default="", repr=False)


def admit(headers: Mapping[str, str]) -> Claims | Bye:
    """The claims of a request with these headers (lower-case names), or why there are none."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "token":
        return _by_token(token.strip())
    key = parse_cookie(headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME, "")
    return _by_session(key) if key else SIGNED_OUT


def _by_token(token: str) -> Claims | Bye:
    try:
        viewer = registry.viewer_of_token(token)
    except WrongScope:
        return WRONG_SCOPE
    return Claims(viewer=viewer, token=token) if viewer else SIGNED_OUT


def _by_session(key: str) -> Claims | Bye:
    stored = registry.standing_sessions({key}).get(key)
    user, session = _signed_in(key)
    if stored is None or isinstance(user, AnonymousUser):
        return SIGNED_OUT
    viewer = registry.viewer_of_session(user, session)
    if viewer is None:
        return NO_MEMBERSHIP
    return Claims(
        viewer=viewer,
        session_key=key,
        session_data=stored,
        password=user.password,
    )


def _signed_in(key: str) -> tuple[AbstractBaseUser | AnonymousUser, Any]:
    """Django's own reading of a session, password check included."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    return auth.get_user(request), request.session


def ended(all_claims: Collection[Claims]) -> dict[Claims, Bye]:
    """Those that no longer hold, and why. Five queries, however many are connected."""
    by_session = [claims for claims in all_claims if claims.session_key]
    by_token = [claims for claims in all_claims if claims.token]
    standing = set(registry.standing_keys({claims.token for claims in by_token}))
    gone = _sessions_ended(by_session) | {
        claims: SIGNED_OUT for claims in by_token if claims.token not in standing
    }
    valid = set(registry.still_valid({claims.viewer for claims in all_claims}))
    for claims in all_claims:
        if claims not in gone and claims.viewer not in valid:
            gone[claims] = MEMBERSHIP_CHANGED
    return gone


def _sessions_ended(all_claims: Collection[Claims]) -> dict[Claims, Bye]:
    keys = {claims.session_key for claims in all_claims}
    stored = registry.standing_sessions(keys)
    users = {claims.viewer.user_id for claims in all_claims}
    passwords = dict(
        auth.get_user_model()
        .objects.filter(pk__in=users, is_active=True)
        .values_list("pk", "password")
    )
    gone = {}
    for claims in all_claims:
        session, password = stored.get(claims.session_key), passwords.get(claims.viewer.user_id)
        if session is None or password is None:
            gone[claims] = SIGNED_OUT
        elif (session, password) != (claims.session_data, claims.password):
            bye = _looked_at_again(claims)
            if bye is not None:
                gone[claims] = bye
    return gone


def _looked_at_again(claims: Claims) -> Bye | None:
    """The session or the password was written since: is it still the same person and agency?"""
    now = _by_session(claims.session_key)
    if isinstance(now, Bye):
        return now
    return None if now.viewer == claims.viewer else MEMBERSHIP_CHANGED
