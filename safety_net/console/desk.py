"""The desk: one page; its modules fetch the reference, the snapshot and then the log."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie

from agencies.access import active_memberships
from agencies.models import City
from safety_net.core import acting


@never_cache
@login_required
@ensure_csrf_cookie
def desk(request: HttpRequest) -> HttpResponse:
    """The desk of the acting agency, or a plain word to a person who has none."""
    viewer = acting.bound_viewer(request)
    if viewer is None:
        return render(request, "console/no_agency.html", status=403)
    memberships = active_memberships(viewer.user_id)
    mine = next(one for one in memberships if one.agency_id == viewer.agency_id)
    context = {"membership": mine, "memberships": memberships, "city": City.objects.first()}
    return render(request, "console/desk.html", context)
