"""How the people of an agency sign in, and what an administrator can mend."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import permissions
from accounts.selectors.people import rows_of
from accounts.services import activity, ending, guarding, passwords, second_factors
from safety_net.core import acting, clock
from safety_net.core.access import Actor, Viewer
from safety_net.core.errors import Forbidden, NotFound


@require_safe
@never_cache
@login_required
def people(request: HttpRequest) -> HttpResponse:
    """Everybody whom the viewer may help, and how they sign in."""
    return _page(request)


def _page(request: HttpRequest, *, given: tuple[User, str] | None = None) -> HttpResponse:
    viewer = _viewer(request)
    try:
        rows = rows_of(permissions.people_of(viewer))
    except Forbidden as refusal:
        raise PermissionDenied from refusal
    names = {row.user.get_username() for row in rows}
    context = {
        "rows": rows,
        "locked": guarding.locked_among(names, clock.now()),
        "given": given,
        "me": viewer.user_id,
    }
    return render(request, "accounts/people.html", context)


@require_POST
@never_cache
@login_required
def mend(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act on one person. The administrator has proven themselves just now, or does so first."""
    viewer = _viewer(request)
    try:
        person = permissions.person_for(viewer, pk)
    except Forbidden as refusal:
        raise PermissionDenied from refusal
    except NotFound as refusal:
        raise Http404 from refusal
    raise_if_reauthentication_required(request, app="accounts")
    by, at = acting.actor_of(request), clock.now()
    if act == "password":
        return _page(request, given=(person, passwords.give(user=person, by=by, at=at)))
    if act not in ACTS:
        raise BadRequest("No such act.")
    ACTS[act](person, by, at)
    messages.success(request, _("Done: %(name)s") % {"name": person.get_username()})
    return redirect("account-people")


def _end(person: User, by: Actor, at: datetime) -> None:
    ending.end_sessions(user_id=person.pk, why="by_admin", by=by, at=at)


ACTS: dict[str, Callable[[User, Actor, datetime], None]] = {
    "second-factor": lambda person, by, at: second_factors.reset(user=person, by=by, at=at),
    "sessions": _end,
    "unlock": lambda person, by, at: activity.unlock(user=person, by=by, at=at),
    "close": lambda person, by, at: activity.set_active(user=person, active=False, by=by, at=at),
    "open": lambda person, by, at: activity.set_active(user=person, active=True, by=by, at=at),
}


def _viewer(request: HttpRequest) -> Viewer:
    viewer = acting.bound_viewer(request)
    if viewer is None:
        raise PermissionDenied
    return viewer
