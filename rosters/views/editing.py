"""The form of a roster with its layers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from rosters import permissions
from rosters.models import Roster
from rosters.services import keeping
from rosters.views.forms import mark, members_of
from rosters.views.layer_forms import LayerForms, RosterForm, initial_of, layers_of
from rosters.views.pages import agencies_to_choose, roster_of, viewer_of
from rosters.views.zone import in_city_zone
from safety_net.core import acting, clock
from safety_net.core.access import Viewer
from safety_net.core.errors import Forbidden, Refusal, StaleVersion


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
@in_city_zone
def new_roster(request: HttpRequest) -> HttpResponse:
    """Make a roster."""
    viewer = viewer_of(request)
    if not permissions.may(viewer, "manage_rosters"):
        raise PermissionDenied
    return _edit(request, viewer, None)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
@in_city_zone
def edit_roster(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a roster and its layers."""
    viewer = viewer_of(request)
    return _edit(request, viewer, _to_manage(viewer, pk))


@require_POST
@login_required
def retire_roster(request: HttpRequest, pk: int) -> HttpResponse:
    """It counts no more."""
    roster = _to_manage(viewer_of(request), pk)
    keeping.retire(roster_id=roster.pk, by=acting.actor_of(request), at=clock.now())
    messages.success(request, _("The roster is retired."))
    return redirect("roster", pk=pk)


def _to_manage(viewer: Viewer, pk: int) -> Roster:
    try:
        return roster_of(viewer, pk, "manage_rosters")
    except Forbidden as problem:
        raise PermissionDenied from problem


def _edit(request: HttpRequest, viewer: Viewer, roster: Roster | None) -> HttpResponse:
    agencies = agencies_to_choose(viewer)
    people = members_of([roster.agency_id] if roster else [one.pk for one in agencies])
    sent = request.POST if request.method == "POST" else None
    initial = initial_of(roster) if roster else {"agency": viewer.agency_id}
    form = RosterForm(sent, initial=initial, agencies=[] if roster else agencies)
    layers = LayerForms(sent, initial=layers_of(roster, people), form_kwargs={"people": people})
    problem: Refusal | None = None
    if sent is not None and form.is_valid() and layers.is_valid():
        try:
            kept = _keep(request, roster, form, layers)
        except Refusal as refusal:
            problem = refusal
            mark(form, refusal)
        else:
            messages.success(request, _("The roster is kept, version %(n)d.") % {"n": kept.version})
            return redirect("roster", pk=kept.pk)
    context = {
        "form": form,
        "layers": layers,
        "roster": roster,
        "people": people,
        "stale": problem if isinstance(problem, StaleVersion) else None,
    }
    status = 200 if sent is None else 400
    return render(request, "rosters/roster_form.html", context, status=status)


def _keep(request: HttpRequest, roster: Roster | None, form: RosterForm, layers: Any) -> Roster:
    who: dict[str, Any] = {"by": acting.actor_of(request), "at": clock.now()}
    wanted = [found for one in layers if (found := one.turns())]
    values = form.values()
    if roster is None:
        return keeping.make(values=values, layers=wanted, **who)
    version = form.cleaned_data["version"] or 0
    return keeping.change(roster_id=roster.pk, version=version, values=values, layers=wanted, **who)
