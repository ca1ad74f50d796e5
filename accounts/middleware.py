"""Before anything else works: the second factor a role needs, a password of one's own.

REST answers by itself (agencies/authentication.py) and sockets find no viewer; this is for pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.sessions import see
from agencies import proving
from safety_net.core import acting
from safety_net.core.errors import Refusal

# What one needs to get there, or away; and what answers for itself.
FREE = re.compile(
    "/account/($|(password|again|app|keys|codes|sessions|forgotten|openid)/)"
    "|/(login|logout|agency|language|theme|words|static|healthz|demo|api|tiles)/"
)
ADMIN = "/admin/"
# What an open page asks by itself: nobody need be there for it.
UNATTENDED = ("/api/engine/",)


class GateMiddleware:
    """Leads a person who has not proven enough to where they can."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request.session, "sighting_is_due", False) and request.path not in UNATTENDED:
            see({str(request.session.session_key)})
        refusal = None if FREE.match(request.path) else in_the_way(request)
        return led(request, refusal) if refusal else self.get_response(request)


def in_the_way(request: HttpRequest) -> Refusal | None:
    """What keeps this person from pages; None if nothing does."""
    if not request.user.is_authenticated:
        return None
    if request.path.startswith(ADMIN) and not proving.second_factor_of(request.session):
        return proving.SecondFactorRequired()
    return acting.withheld_from(request)


def led(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """To the password, to the second factor, or out."""
    if isinstance(refusal, proving.DemoIsOver):
        logout(request)
    names = {proving.DemoIsOver: "login", proving.PasswordChangeRequired: "account-password"}
    address = reverse(names.get(type(refusal), "account"))
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
