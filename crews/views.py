"""The phone page, and the script that lets it open without a signal."""

from __future__ import annotations

from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from dispatch.permissions import may
from safety_net.core import acting

WORKER = "js/crew/worker.js"


@require_safe
@never_cache
@login_required
@ensure_csrf_cookie
def unit_page(request: HttpRequest) -> HttpResponse:
    """The same page for everybody: who one is comes by REST, so that a phone may keep the page."""
    viewer = acting.bound_viewer(request)
    if viewer is None or not may(viewer, "unit_status"):
        return render(request, "crews/no_unit.html", status=403)
    return render(request, "crews/unit.html")


@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """From here, so that its scope is the page's and no more; static files have another address."""
    found = finders.find(WORKER)
    if found is None:
        raise Http404
    return HttpResponse(Path(found).read_bytes(), content_type="text/javascript")
