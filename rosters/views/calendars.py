"""Secret calendar addresses: shown once, revoked at once."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from agencies.models import Membership
from rosters import permissions
from rosters.models import Roster
from rosters.services import calendars
from rosters.views.pages import viewer_of
from safety_net.core import acting, clock


@require_POST
@never_cache
@login_required
def make(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Of one roster of one's agency, or of one's own duties."""
    viewer = viewer_of(request)
    roster: Roster | None = None
    if pk is not None:
        ours = permissions.rosters_for(viewer).filter(agency=viewer.agency_id)
        roster = ours.filter(pk=pk).first()
        if roster is None:
            raise Http404
    membership = Membership.objects.get(user=viewer.user_id, agency=viewer.agency_id)
    _token, key = calendars.make_calendar(
        membership=membership, roster=roster, by=acting.actor_of(request), at=clock.now()
    )
    url = request.build_absolute_uri(reverse("roster-calendar", args=[key]))
    return render(request, "rosters/calendar.html", {"url": url, "roster": roster})


@require_POST
@login_required
def revoke(request: HttpRequest, row: int) -> HttpResponse:
    """The address stops to work at once."""
    found = permissions.calendars_for(viewer_of(request)).filter(pk=row).first()
    if found is None:
        raise Http404
    calendars.revoke_calendar(token_id=found.pk, by=acting.actor_of(request), at=clock.now())
    return redirect("rosters")
