"""The pages of an agency's units: the list with its filters, and one unit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from safety_net.core import acting, clock
from safety_net.core.access import Viewer
from safety_net.core.errors import Refusal, StaleVersion
from units.hooks import engagements
from units.models import Capability, Unit, UnitKind
from units.permissions import may
from units.selectors.crews import crews_on
from units.selectors.fleet_listed import Sought, fleet_rows
from units.services import fleet
from units.states import Duty
from units.views.common import allowed, city_clock, manager, mark, own_unit
from units.views.forms import CrewForm, DutyForm, UnitForm, initial_of, stations_of
from units.views.naming import name_of

WORDS = ("q", "kind", "capability", "duty")


@require_safe
@never_cache
@login_required
def unit_list(request: HttpRequest) -> HttpResponse:
    """Every unit of one's agency, and who is on it now."""
    viewer = manager(request)
    agency = viewer.agency_id or 0
    sought = read_sought(request)
    rows = fleet_rows(agency, sought, at=clock.now())
    context = {
        "rows": rows,
        "sought": sought,
        "station": str(sought.station or ""),
        "stations": [(str(one.pk), name_of(one)) for one in stations_of(agency)],
        "kinds": [(one.code, name_of(one)) for one in UnitKind.objects.all()],
        "capabilities": [(one.code, name_of(one)) for one in Capability.objects.all()],
        "duties": Duty.choices,
        "may_manage": may(viewer, "manage_units"),
    }
    return render(request, "units/units.html", context)


def read_sought(request: HttpRequest) -> Sought:
    """The filters of the query; what is no number is no station."""
    said = request.GET
    # The database takes no U+0000.
    words = {name: said.get(name, "")[:40].replace("\0", "") for name in WORDS}
    station = said.get("station", "")
    is_number = station.isascii() and station.isdigit() and len(station) < 19
    return Sought(
        q=words["q"],
        station=int(station) if is_number else None,
        kind=words["kind"],
        capability=words["capability"],
        duty=words["duty"],
        short="short" in said,
        retired="retired" in said,
    )


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def new_unit(request: HttpRequest) -> HttpResponse:
    """Add a unit to one's agency."""
    viewer = manager(request)
    allowed(viewer, "manage_units")
    form = UnitForm(request.POST or None, agency_id=viewer.agency_id or 0)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        values.pop("is_active")
        # What nobody said is as with others of its kind.
        facts = fleet.UnitFacts(**values | {"capabilities": values["capabilities"] or None})
        try:
            made = fleet.create(facts=facts, by=acting.actor_of(request), at=clock.now())
        except Refusal as refusal:
            mark(form, refusal)
        else:
            messages.success(request, _("The unit is kept."))
            return redirect("unit-form", pk=made.pk)
    status = 400 if request.method == "POST" else 200
    context = {"form": form, "may_manage": True}
    return render(request, "units/unit_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def one_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """See a unit of one's own, and change it."""
    viewer = manager(request)
    unit = own_unit(viewer, pk)
    form = UnitForm(request.POST or None, agency_id=unit.agency_id, initial=initial_of(unit))
    if request.method != "POST":
        return show(request, viewer, unit, form=form)
    allowed(viewer, "manage_units")
    if form.is_valid():
        try:
            fleet.edit(
                unit_id=unit.pk,
                version=form.cleaned_data["version"] or 0,
                changes=form.values(),
                by=acting.actor_of(request),
                at=clock.now(),
            )
        except StaleVersion:
            form.add_error(None, _("Somebody changed this unit meanwhile. Look at it again."))
        except Refusal as refusal:
            mark(form, refusal)
        else:
            messages.success(request, _("The unit is kept."))
            return redirect("unit-form", pk=pk)
    return show(request, viewer, unit, form=form, status=400)


def show(
    request: HttpRequest, viewer: Viewer, unit: Unit, *, status: int = 200, **refused: Form
) -> HttpResponse:
    """The page of one unit, with a form that was refused in place of a fresh one."""
    now = clock.now()
    fresh: dict[str, Callable[[], Form]] = {
        "form": lambda: UnitForm(agency_id=unit.agency_id, initial=initial_of(unit)),
        "duty_form": lambda: DutyForm(unit=unit),
        "crew_form": CrewForm,
    }
    context: dict[str, Any] = {
        "unit": unit,
        "busy": unit.pk in engagements([unit.pk]),
        "crews": crews_on(unit.pk, at=now),
        "now": now,
        "may_manage": may(viewer, "manage_units"),
        "may_crew": may(viewer, "manage_crews"),
        "may_duty": may(viewer, "unit_status"),
    }
    context |= {name: refused.get(name) or make() for name, make in fresh.items()}
    with city_clock():
        return render(request, "units/unit_form.html", context, status=status)
