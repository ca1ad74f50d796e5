"""The page on which somebody breaks the glass, and reads what was opened."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agencies.models import Agency, Role
from incidents.models import EmergencyAccess
from incidents.permissions import emergencies_for, emergency_to_end, incident_for, may, require
from incidents.selectors.notes import notes_of
from incidents.selectors.reports import reports_of
from incidents.services.emergencies import end_emergency, open_emergency
from incidents.services.noting import read_notes
from incidents.services.reporting import read_callers
from safety_net.core import acting, clock
from safety_net.core.access import Viewer
from safety_net.core.errors import Forbidden, NotFound, Refusal
from safety_net.core.strict import LARGEST_ID

MOST = 100


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def emergency_list(request: HttpRequest) -> HttpResponse:
    """Who opened what; for desks a form that opens an incident."""
    viewer = _viewer(request)
    if request.method == "GET":
        return _page(request, viewer)
    try:
        require(viewer, "break_glass")
        access = open_emergency(
            number=request.POST.get("number", "")[:20],
            incident_id=_id(request.POST.get("incident", "")),
            reason=request.POST.get("reason", "")[:1000],
            by=acting.actor_of(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        return _page(request, viewer, refusal=refusal)
    return redirect("emergency-opened", access.pk)


@require_GET
@never_cache
@login_required
def opened(request: HttpRequest, pk: int) -> HttpResponse:
    """What was opened, to read; callers and protected notes on demand, since each look counts."""
    viewer = _viewer(request)
    access = emergencies_for(viewer).filter(pk=pk, user_id=viewer.user_id).first()
    if access is None:
        raise Http404
    try:
        incident = incident_for(viewer, access.incident_id, "see", with_card=True)
    except NotFound:
        return redirect("emergency-list")
    who: dict[str, Any] = {"by": acting.actor_of(request), "at": clock.now()}
    protected = "protected" in request.GET
    callers = read_callers(incident_id=incident.pk, **who) if protected else {}
    texts = read_notes(incident_id=incident.pk, **who) if protected else {}
    reports = reports_of(incident.pk, agency_id=viewer.agency_id, opened_by=viewer.user_id)
    notes = notes_of(incident.pk, agency_id=viewer.agency_id)
    context = {
        "access": access,
        "incident": incident,
        "tracks": incident.tracks.select_related("agency"),
        "reports": [(report, callers.get(report.pk)) for report in reports],
        "notes": [(note, note.level == "open" or note.pk in texts) for note in notes],
        "protected": protected,
    }
    return render(request, "incidents/opened.html", context)


@require_POST
@never_cache
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Before its time."""
    viewer = _viewer(request)
    try:
        access = emergency_to_end(viewer, pk)
        end_emergency(access_id=access.pk, by=acting.actor_of(request), at=clock.now())
    except NotFound as refusal:
        raise Http404 from refusal
    except Forbidden as refusal:
        raise PermissionDenied from refusal
    except Refusal as refusal:
        return _page(request, viewer, refusal=refusal)
    return redirect("emergency-list")


def _viewer(request: HttpRequest) -> Viewer:
    viewer = acting.bound_viewer(request)
    if viewer is None or not may(viewer, "see_emergencies"):
        raise PermissionDenied
    return viewer


def _id(text: str) -> int:
    """0, which no incident has, for what is no id."""
    return int(text) if text.isascii() and text.isdigit() and int(text) <= LARGEST_ID else 0


def _page(request: HttpRequest, viewer: Viewer, *, refusal: Refusal | None = None) -> HttpResponse:
    now = clock.now()
    found = emergencies_for(viewer).select_related("agency").order_by("-pk")[:MOST]
    given = request.POST or request.GET
    context = {
        "rows": [_row(access, viewer, now) for access in found],
        "can_open": may(viewer, "break_glass"),
        "incident": _id(given.get("incident", "")) or None,
        "number": given.get("number", ""),
        "reason": request.POST.get("reason", ""),
        "refusal": refusal,
        "wrong": list(refusal.extra.get("fields", {}).values()) if refusal else [],
        "agency": Agency.objects.filter(pk=viewer.agency_id or 0).first(),
    }
    status = refusal.status if refusal else 200
    return render(request, "incidents/emergencies.html", context, status=status)


def _row(access: EmergencyAccess, viewer: Viewer, now: Any) -> dict[str, Any]:
    stands = access.ended_at is None and access.until > now
    is_own = (access.user_id, access.agency_id) == (viewer.user_id, viewer.agency_id)
    return {
        "access": access,
        "stands": stands,
        "reads": stands and is_own,
        "may_end": stands and (is_own or viewer.role in (Role.CITY_ADMIN, Role.AGENCY_ADMIN)),
    }
