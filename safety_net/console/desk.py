"""The desk: one page; its modules fetch the reference, the snapshot and then the log."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie

from agencies.access import active_memberships
from agencies.models import City, Role
from safety_net.core import acting


@never_cache
@login_required
@ensure_csrf_cookie
def desk(request: HttpRequest) -> HttpResponse:
    """The desk of the acting agency, or a plain word to a person without one.

    Who rides on a unit comes to its page first; `/?desk` is the desk for them, too. Auditors have
    the log. At
    `/escalation/` it opens with all running escalations.
    """
    viewer = acting.bound_viewer(request)
    memberships = active_memberships(viewer.user_id) if viewer else []
    # It may have ended between the two questions.
    mine = next((one for one in memberships if viewer and one.agency_id == viewer.agency_id), None)
    if mine is None:
        return render(request, "console/no_agency.html", status=403)
    if mine.role == Role.FIELD_CREW and "desk" not in request.GET:
        return redirect("unit-page")
    if mine.role == Role.AUDITOR:
        return redirect("audit")
    context = {"membership": mine, "memberships": memberships, "city": City.objects.first()}
    return render(request, "console/desk.html", context)
