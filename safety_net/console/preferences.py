"""Theme and acting agency: small choices, each a POST that returns to where it came from."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from agencies.access import SESSION_KEY, active_memberships
from safety_net.console.context import THEME_COOKIE, THEMES

A_YEAR = 365 * 24 * 3600


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        raise BadRequest("No such theme.")
    response = redirect(_way_back(request))
    # Not HttpOnly: the desk changes it without a reload.
    response.set_cookie(THEME_COOKIE, theme, max_age=A_YEAR, samesite="Lax")
    return response


@require_POST
@login_required
def switch_agency(request: HttpRequest) -> HttpResponse:
    """Act for another agency of one's own; any other agency is refused."""
    wanted = request.POST.get("agency", "")
    own = {str(one.agency_id): one.agency_id for one in active_memberships(_user_id(request))}
    if wanted not in own:
        raise PermissionDenied
    request.session[SESSION_KEY] = own[wanted]
    return redirect("desk")


def _user_id(request: HttpRequest) -> int:
    """The signed-in person's key; login_required has made sure that there is one."""
    return int(request.user.pk or 0)


def _way_back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return target
    return "/"
