"""Theme and acting agency: small choices, each a POST that returns to where it came from."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from agencies.proving import SecondFactorRequired
from agencies.services.choosing import NoPlaceThere, choose_agency
from safety_net.console.context import THEME_COOKIE, THEMES
from safety_net.core import acting, clock

A_YEAR = 365 * 24 * 3600


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        raise BadRequest("No such theme.")
    response = redirect(_way_back(request))
    # Not HttpOnly: the desk changes it without a reload.
    response.set_cookie(
        THEME_COOKIE,
        theme,
        max_age=A_YEAR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@require_POST
@login_required
def switch_agency(request: HttpRequest) -> HttpResponse:
    """Act for another agency of one's own; any other agency is refused."""
    wanted = request.POST.get("agency", "")
    try:
        choose_agency(
            session=request.session,
            agency_id=int(wanted) if wanted.isascii() and wanted.isdigit() else 0,
            by=acting.person_of(request),
            at=clock.now(),
        )
    except NoPlaceThere as refusal:
        raise PermissionDenied from refusal
    except SecondFactorRequired as refusal:
        messages.warning(request, str(refusal.title))
        return redirect("account")
    return redirect("desk")


def _way_back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return target
    return "/"
