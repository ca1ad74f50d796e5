"""Who is at the other end of a live connection; registered in wiring.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from rest_framework.exceptions import AuthenticationFailed

from agencies.access import viewer_for, viewer_of
from agencies.authentication import AgencyTokenAuthentication
from agencies.middleware import SESSION_KEY
from safety_net.core.access import Viewer


def viewer_of_session(user: AbstractBaseUser, session: Mapping[str, Any]) -> Viewer | None:
    """The viewer for the agency that this session acts for."""
    return viewer_for(user, session.get(SESSION_KEY))


def viewer_of_token(key: str) -> Viewer | None:
    """The viewer of an API token; None if it is unknown, expired or its membership ended."""
    try:
        token = AgencyTokenAuthentication().token(key)
    except AuthenticationFailed:
        return None
    return viewer_of(token.membership)
