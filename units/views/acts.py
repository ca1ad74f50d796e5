"""What is done to a unit beside its form: its duty, and the crews of its shifts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safety_net.core import acting, clock
from safety_net.core.errors import NotFound, Refusal
from units.services import duties, rosters
from units.views.common import allowed, city_clock, manager, mark, own_unit
from units.views.forms import CrewForm, DutyForm
from units.views.pages import show


@require_POST
@login_required
def set_duty(request: HttpRequest, pk: int) -> HttpResponse:
    """In or out of service, with the reason."""
    viewer = manager(request)
    unit = own_unit(viewer, pk)
    allowed(viewer, "unit_status")
    form = DutyForm(request.POST, unit=unit)
    if form.is_valid():
        try:
            by = acting.actor_of(request)
            duties.set_duty(unit_id=pk, by=by, at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            mark(form, refusal)
        else:
            messages.success(request, _("The duty is kept."))
            return redirect("unit-form", pk=pk)
    return show(request, viewer, unit, duty_form=form, status=400)


@require_POST
@login_required
def plan_crew(request: HttpRequest, pk: int) -> HttpResponse:
    """Put people on the unit for a shift."""
    viewer = manager(request)
    unit = own_unit(viewer, pk)
    allowed(viewer, "manage_crews")
    form = CrewForm(request.POST)
    with city_clock():
        valid = form.is_valid()
    if valid:
        try:
            by = acting.actor_of(request)
            rosters.plan_crew(unit_id=pk, by=by, at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            mark(form, refusal)
        else:
            messages.success(request, _("The crew is kept."))
            return redirect("unit-form", pk=pk)
    return show(request, viewer, unit, crew_form=form, status=400)


@require_POST
@login_required
def end_crew(request: HttpRequest, pk: int, crew: int) -> HttpResponse:
    """Take back a shift to come, or end the present one."""
    viewer = manager(request)
    own_unit(viewer, pk)
    allowed(viewer, "manage_crews")
    try:
        rosters.end_crew(unit_id=pk, crew_id=crew, by=acting.actor_of(request), at=clock.now())
    except NotFound as problem:
        raise Http404 from problem
    except Refusal as refusal:
        messages.warning(request, str(refusal.title))
    else:
        messages.success(request, _("The crew is taken off."))
    return redirect("unit-form", pk=pk)
