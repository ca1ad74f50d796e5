"""What the roster pages do: arrange, take back, import, calendar addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rosters import permissions
from rosters.calendars.apart import LARGEST
from rosters.models import Roster
from rosters.services import arranging, importing, leaving
from rosters.views.forms import (
    HolidayForm,
    ImportForm,
    LeaveForm,
    OverrideForm,
    ShiftForm,
    mark,
    members_of,
)
from rosters.views.pages import roster_of, show_list, show_roster, viewer_of
from rosters.views.zone import in_city_zone
from safety_net.core import acting, clock
from safety_net.core.errors import Forbidden, Invalid, NotFound, Refusal


@require_POST
@login_required
@in_city_zone
def override(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody stand in."""
    roster = _to_arrange(request, pk)
    form = OverrideForm(request.POST, people=members_of([roster.agency_id]))

    def act() -> None:
        arranging.add_override(
            roster_id=roster.pk,
            user_id=form.cleaned_data["person"],
            instead_of_id=form.cleaned_data["instead_of"],
            reason=form.cleaned_data["reason"],
            **form.span,
            **_who(request),
        )

    if form.is_valid() and _done(form, act):
        messages.success(request, _("The stand-in is arranged."))
        return redirect("roster", pk=pk)
    return show_roster(request, roster, tried=form)


@require_POST
@login_required
@in_city_zone
def shift(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one or several people a shift."""
    roster = _to_arrange(request, pk)
    form = ShiftForm(request.POST, people=members_of([roster.agency_id]))

    def act() -> None:
        arranging.add_shift(
            roster_id=roster.pk,
            user_ids=form.cleaned_data["people"],
            rank=form.cleaned_data["rank"],
            **form.span,
            **_who(request),
        )

    if form.is_valid() and _done(form, act):
        messages.success(request, _("The shift is arranged."))
        return redirect("roster", pk=pk)
    return show_roster(request, roster, tried=form)


@require_POST
@login_required
@in_city_zone
def import_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Take shifts from a calendar file; what can't be used is shown with its reason."""
    roster = _to_arrange(request, pk, "manage_rosters")
    form = ImportForm(request.POST, request.FILES)
    done: list[importing.Imported] = []

    def act() -> None:
        done.append(
            importing.import_calendar(
                roster_id=roster.pk,
                text=_text_of(form),
                leave_out=form.cleaned_data["leave_out"],
                **_who(request),
            )
        )

    problem = _refusal(act) if form.is_valid() else None
    if form.is_valid() and problem is None:
        told = _("%(made)d shifts came from the calendar, %(removed)d of an earlier one went.")
        messages.success(request, told % vars(done[0]))
        return redirect("roster", pk=pk)
    if problem is not None:
        _mark_file(form, problem)
    unusable = problem.extra.get("unusable", []) if problem else []
    return show_roster(request, roster, tried=form, unusable=unusable)


@require_POST
@login_required
@in_city_zone
def take_back(request: HttpRequest, pk: int, what: str, row: int) -> HttpResponse:
    """An override or a shift: cancel what has not begun, end what has."""
    roster = _to_arrange(request, pk)
    try:
        if what == "override":
            arranging.cancel_override(roster_id=roster.pk, override_id=row, **_who(request))
        else:
            arranging.cancel_shift(roster_id=roster.pk, shift_id=row, **_who(request))
    except Refusal as problem:
        messages.error(request, str(problem.title))
    return redirect("roster", pk=pk)


@require_POST
@login_required
@in_city_zone
def leave(request: HttpRequest) -> HttpResponse:
    """Give a colleague leave."""
    viewer = viewer_of(request)
    _require(request, "arrange_duty")
    agencies = permissions.colleagues_of(viewer).values_list("agency_id", flat=True).distinct()
    form = LeaveForm(request.POST, people=members_of(list(agencies)))

    def act() -> None:
        leaving.give_leave(user_id=form.cleaned_data["person"], **form.span, **_who(request))

    if form.is_valid() and _done(form, act):
        messages.success(request, _("The leave is noted."))
        return redirect("rosters")
    return show_list(request, tried=form)


@require_POST
@login_required
def end_leave(request: HttpRequest, row: int) -> HttpResponse:
    """Cancel leave to come, or end it now."""
    try:
        found = permissions.leave_for(viewer_of(request), row, "arrange_duty")
        leaving.end_leave(leave_id=found.pk, **_who(request))
    except NotFound as problem:
        raise Http404 from problem
    except Forbidden as problem:
        raise PermissionDenied from problem
    except Refusal as problem:
        messages.error(request, str(problem.title))
    return redirect("rosters")


@require_POST
@login_required
@in_city_zone
def holiday(request: HttpRequest) -> HttpResponse:
    """Make a day a holiday."""
    _require(request, "manage_holidays")
    form = HolidayForm(request.POST)

    def act() -> None:
        leaving.add_holiday(**form.cleaned_data, **_who(request))

    if form.is_valid() and _done(form, act):
        messages.success(request, _("The holiday is noted."))
        return redirect("rosters")
    return show_list(request, tried=form)


@require_POST
@login_required
def remove_holiday(request: HttpRequest, row: int) -> HttpResponse:
    """Make it an ordinary day again."""
    _require(request, "manage_holidays")
    try:
        leaving.remove_holiday(holiday_id=row, **_who(request))
    except NotFound as problem:
        raise Http404 from problem
    return redirect("rosters")


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": acting.actor_of(request), "at": clock.now()}


def _require(request: HttpRequest, verb: str) -> None:
    if not permissions.may(viewer_of(request), verb):
        raise PermissionDenied


def _to_arrange(request: HttpRequest, pk: int, verb: str = "arrange_duty") -> Roster:
    try:
        return roster_of(viewer_of(request), pk, verb)
    except Forbidden as problem:
        raise PermissionDenied from problem


def _refusal(act: Callable[[], None]) -> Refusal | None:
    """What the service says no with, or None where it is done."""
    try:
        act()
    except Refusal as problem:
        return problem
    return None


def _done(form: Any, act: Callable[[], None]) -> bool:
    problem = _refusal(act)
    if problem is not None:
        mark(form, problem)
    return problem is None


def _text_of(form: ImportForm) -> str:
    """The file's text; Invalid for one that is too large or no text."""
    file = form.cleaned_data["file"]
    if file.size > LARGEST:
        raise Invalid(calendar=_("A calendar file has no more than 500 kB."))
    try:
        return str(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise Invalid(calendar=_("The file is not UTF-8 text.")) from problem


def _mark_file(form: ImportForm, problem: Refusal) -> None:
    fields = problem.extra.get("fields", {}) if isinstance(problem, Invalid) else {}
    form.add_error("file", fields.get("calendar") or str(problem.title))
