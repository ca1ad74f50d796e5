"""Have the log checked, and see how far it is."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from audit.models import LogCheck
from audit.permissions import Scope
from audit.services import checking
from audit.views.common import for_auditors, page
from safety_net.core import acting, clock


@require_POST
@for_auditors
def begin(request: HttpRequest, scope: Scope) -> HttpResponse:
    if scope.agency_id is not None:
        raise PermissionDenied  # the whole log is the city's
    try:
        check = checking.begin(by=acting.actor_of(request), at=clock.now())
    except checking.AlreadyChecking as refusal:
        messages.info(request, str(refusal.title))
        return redirect("audit")
    return redirect("audit-check", pk=check.pk)


@require_safe
@for_auditors
def one_check(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    check = get_object_or_404(LogCheck, pk=pk)
    return page(request, "audit/check.html", {"check": check})
