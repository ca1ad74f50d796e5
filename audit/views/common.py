"""What every page of the audit shares: who may, and by which clock."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from agencies.access import active_memberships
from agencies.models import City
from audit.permissions import Scope, scope_of
from safety_net.core import acting, wall
from safety_net.core.city_log.reading import NotRecorded
from safety_net.core.errors import Forbidden

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Scoped = Callable[Concatenate[HttpRequest, Scope, P], HttpResponseBase]


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page, and under which hat somebody with several of them reads it."""
    viewer = acting.bound_viewer(request)
    hats = active_memberships(viewer.user_id) if viewer else []
    mine = [one for one in hats if viewer and one.agency_id == viewer.agency_id]
    context |= {"membership": next(iter(mine), None), "memberships": hats}
    return render(request, template, context, status=status)


def for_auditors(view: Scoped[P]) -> Page[P]:
    """The view is given what the auditor may read; times are those of the city's clock."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            scope = scope_of(acting.bound_viewer(request))
        except Forbidden as refusal:
            raise PermissionDenied from refusal
        city = City.objects.first()
        try:
            # Auditors see no incidents, but the log of them all: `scope` says how much of it.
            with wall.lifted(), timezone.override(city.zone if city else None):
                answer = view(request, scope, *args, **kwargs)
                wall.keep(answer)
                return answer
        except NotRecorded as refusal:
            return page(request, "audit/not_recorded.html", {"refusal": refusal}, status=503)

    return guarded
