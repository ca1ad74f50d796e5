"""What a browser's session has proven, and what it may do by that.

A session is a plain mapping here, so that pages, REST and the live hub judge it alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from agencies.models import Role
from safety_net.core.errors import Refusal

# Where a session keeps by what its person was proven to be themselves, beside the password.
SECOND_FACTOR = "second_factor"
# Set while somebody else knows the password: an administrator who has just given it.
PASSWORD_IS_GIVEN = "password_is_given"  # noqa: S105  (the name of a mark, not a password)
# The demo door needs no second factor, and exists in demo mode only.
DEMO_DOOR = "demo"

# Who leads, configures or audits. Others are offered a second factor.
NEEDS_SECOND_FACTOR = {Role.SUPERVISOR, Role.AGENCY_ADMIN, Role.CITY_ADMIN, Role.AUDITOR}


class SecondFactorRequired(Refusal):
    """This role acts only after a second factor."""

    status = 403
    code = "second_factor_required"
    title = _("Set up a second factor at /account/ first: your role needs one.")


class PasswordChangeRequired(Refusal):
    """An administrator gave the password, and knows it."""

    status = 403
    code = "password_change_required"
    title = _("Choose a password of your own at /account/password/ first.")


class DemoIsOver(Refusal):
    """A session of the demo door, where no demo is."""

    status = 403
    code = "demo_is_over"
    title = _("Sign out and sign in again: this is no demo any more.")


def second_factor_of(session: Mapping[str, Any]) -> str:
    """By what the person was proven; "" for nothing but the password."""
    factor = str(session.get(SECOND_FACTOR, ""))
    return "" if factor == DEMO_DOOR and not settings.SAFETY_NET_DEMO else factor


def withheld(role: str, session: Mapping[str, Any]) -> Refusal | None:
    """Why a person with `role` may not act in this session; None if they may."""
    if session.get(SECOND_FACTOR) == DEMO_DOOR and not settings.SAFETY_NET_DEMO:
        return DemoIsOver()
    if session.get(PASSWORD_IS_GIVEN):
        return PasswordChangeRequired()
    if role in NEEDS_SECOND_FACTOR and not second_factor_of(session):
        return SecondFactorRequired()
    return None
