"""The pages of response plans: the list with its preview, and the form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import Role
from dispatch import permissions
from dispatch.models import ResponsePlan
from dispatch.selectors.plans_listed import history_of, plan_rows
from dispatch.services import plans
from dispatch.views.plan_forms import (
    PlanForm,
    RequirementForms,
    initial_of,
    line_choices,
    whose_of,
)
from safety_net.core import acting, clock
from safety_net.core.access import Viewer
from safety_net.core.errors import Invalid, NotFound, Refusal, StaleVersion

# The service's names of fields that the form calls otherwise.
FIELD_OF = {"type": "scope", "family": "scope", "district": "district_code"}


@require_safe
@never_cache
@login_required
@ensure_csrf_cookie
def plan_list(request: HttpRequest) -> HttpResponse:
    """Every plan, and beside it who would go to a place."""
    viewer = _manager(request)
    sought = request.GET.get("q", "").strip()[:100]
    rows = plan_rows(sought, retired="retired" in request.GET)
    context = {"rows": rows, "q": sought, "retired": "retired" in request.GET, "viewer": viewer}
    return render(request, "dispatch/plans.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def new_plan(request: HttpRequest) -> HttpResponse:
    """Make a plan, perhaps as a copy of another one."""
    viewer = _manager(request)
    copied = request.GET.get("copy", "")
    pattern = _plan(viewer, int(copied)) if copied.isascii() and copied.isdigit() else None
    return _edit(request, viewer, plan=None, pattern=pattern)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def one_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """See a plan, and change it if it is one's own."""
    viewer = _manager(request)
    plan = _plan(viewer, pk)
    return _edit(request, viewer, plan=plan, pattern=plan)


@require_POST
@login_required
def retire_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """It counts no more."""
    viewer = _manager(request)
    plan = _plan(viewer, pk)
    if not _may_change(viewer, plan):
        raise PermissionDenied
    plans.retire(plan_id=plan.pk, by=acting.actor_of(request), at=clock.now())
    messages.success(request, _("The plan is retired."))
    return redirect("plan", pk=pk)


def _manager(request: HttpRequest) -> Viewer:
    viewer = acting.bound_viewer(request)
    if viewer is None or not permissions.may(viewer, "manage_plans"):
        raise PermissionDenied
    return viewer


def _plan(viewer: Viewer, pk: int) -> ResponsePlan:
    try:
        return permissions.plan_for(viewer, pk)
    except NotFound as problem:
        raise Http404 from problem


def _may_change(viewer: Viewer, plan: ResponsePlan | None) -> bool:
    return plan is None or viewer.role == Role.CITY_ADMIN or plan.agency_id == viewer.agency_id


def _edit(
    request: HttpRequest,
    viewer: Viewer,
    *,
    plan: ResponsePlan | None,
    pattern: ResponsePlan | None,
) -> HttpResponse:
    may_change = _may_change(viewer, plan)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else None
    form = PlanForm(sent, initial=initial_of(pattern) if pattern else None)
    lines = RequirementForms(sent, initial=_lines_of(pattern), form_kwargs=line_choices())
    problem: Refusal | None = None
    if sent is not None and form.is_valid() and lines.is_valid():
        try:
            kept = _keep(request, viewer, plan, form, lines)
        except (Invalid, StaleVersion) as refusal:
            problem = refusal
            _mark(form, refusal)
        else:
            messages.success(request, _("The plan is kept, version %(n)d.") % {"n": kept.version})
            return redirect("plan", pk=kept.pk)
    context = {
        "form": form,
        "lines": lines,
        "plan": plan,
        "copied": plan is None and pattern is not None,
        "may_change": may_change,
        "stale": problem if isinstance(problem, StaleVersion) else None,
        "history": history_of(plan) if plan else [],
    }
    refused = sent is not None
    return render(request, "dispatch/plan_form.html", context, status=400 if refused else 200)


def _keep(
    request: HttpRequest, viewer: Viewer, plan: ResponsePlan | None, form: PlanForm, lines: Any
) -> ResponsePlan:
    who: dict[str, Any] = {"by": acting.actor_of(request), "at": clock.now()}
    wanted = _requirements(lines)
    if plan is None:
        owner = None if viewer.role == Role.CITY_ADMIN else viewer.agency_id
        values = {**form.values(), "agency_id": owner}
        return plans.make(values=values, requirements=wanted, **who)
    version = form.cleaned_data["version"] or 0
    return plans.change(
        plan_id=plan.pk, version=version, values=form.values(), requirements=wanted, **who
    )


def _requirements(lines: Any) -> Sequence[plans.Requirement]:
    kept = [line for line in lines if not line.cleaned_data.get("DELETE")]
    return [found for line in kept if (found := line.requirement())]


def _lines_of(plan: ResponsePlan | None) -> list[dict[str, Any]]:
    if plan is None:
        return []
    return [
        {
            "alarm_level": one.alarm_level,
            "number": one.number,
            "capability": one.capability_id,
            "whose": whose_of(one.agency_kind, one.agency_id),
        }
        for one in plan.requirements.all()
    ]


def _mark(form: PlanForm, refusal: Refusal) -> None:
    """What the service refuses stands beside the field that it is about."""
    for name, text in refusal.extra.get("fields", {}).items():
        field = FIELD_OF.get(name, name)
        form.add_error(field if field in form.fields else None, text)
