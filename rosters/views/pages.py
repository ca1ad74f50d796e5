"""The pages that show rosters: the list, and one with its fortnight."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.models import Agency
from rosters import permissions
from rosters.models import Roster
from rosters.selectors.arranged import holidays_from, leave_ahead, overrides_ahead, shifts_ahead
from rosters.selectors.outlook import Outlook, outlooks
from rosters.services.watching import FORTNIGHT
from rosters.views.days import A_DAY, Day, fortnight, midnight
from rosters.views.forms import (
    HolidayForm,
    ImportForm,
    LeaveForm,
    OverrideForm,
    ShiftForm,
    members_of,
)
from rosters.views.zone import city_zone, in_city_zone
from safety_net.core import acting, clock
from safety_net.core.access import Viewer
from safety_net.core.errors import NotFound

DAYS = FORTNIGHT // A_DAY


@require_safe
@never_cache
@login_required
@in_city_zone
def roster_list(request: HttpRequest) -> HttpResponse:
    """Who is on duty now, and who is next."""
    return show_list(request)


@require_safe
@never_cache
@login_required
@in_city_zone
def one_roster(request: HttpRequest, pk: int) -> HttpResponse:
    """The fortnight of one roster, and what can be arranged."""
    return show_roster(request, roster_of(viewer_of(request), pk))


def show_list(
    request: HttpRequest, *, tried: forms.Form | None = None, **more: Any
) -> HttpResponse:
    """The list; with a form that could not be used, as it was filled in."""
    viewer, at = viewer_of(request), clock.now()
    rosters = permissions.rosters_for(viewer).select_related("agency")
    retired = "retired" in request.GET
    shown = rosters if retired else rosters.filter(is_active=True)
    ahead = outlooks(rosters, at=at)
    can_arrange = permissions.may(viewer, "arrange_duty")
    people = members_of(_agencies_of(viewer)) if can_arrange else []
    context = {
        "rows": [(one, ahead.get(one.pk)) for one in shown],
        "retired": retired,
        "leaves": leave_ahead(permissions.leaves_for(viewer), at),
        "holidays": holidays_from(at),
        "calendars": permissions.calendars_for(viewer).select_related("roster"),
        "can_manage": permissions.may(viewer, "manage_rosters"),
        "can_arrange": can_arrange,
        "can_rest": permissions.may(viewer, "manage_holidays"),
        "leave_form": LeaveForm(people=people),
        "holiday_form": HolidayForm(),
        **_tried(tried),
        **more,
    }
    return render(request, "rosters/rosters.html", context, status=400 if tried else 200)


def show_roster(
    request: HttpRequest, roster: Roster, *, tried: forms.Form | None = None, **more: Any
) -> HttpResponse:
    """One roster; with a form that could not be used, as it was filled in."""
    viewer, at = viewer_of(request), clock.now()
    people = members_of([roster.agency_id])
    ahead = _ahead(roster)
    context = {
        "roster": roster,
        "ahead": ahead,
        "days": _days(ahead) if ahead else [],
        "hours": range(0, 24, 3),
        "layers": roster.layers.prefetch_related("participants__user"),
        "overrides": overrides_ahead(roster, at),
        "shifts": shifts_ahead(roster, at),
        "can_manage": permissions.may(viewer, "manage_rosters"),
        "can_arrange": permissions.may(viewer, "arrange_duty") and roster.is_active,
        "is_ours": roster.agency_id == viewer.agency_id,
        "override_form": OverrideForm(people=people),
        "shift_form": ShiftForm(people=people),
        "import_form": ImportForm(),
        **_tried(tried),
        **more,
    }
    return render(request, "rosters/roster.html", context, status=400 if tried else 200)


def viewer_of(request: HttpRequest) -> Viewer:
    """Somebody with a place in an agency; all of them may look."""
    viewer = acting.bound_viewer(request)
    if viewer is None or not permissions.may(viewer, "see_rosters"):
        raise PermissionDenied
    return viewer


def roster_of(viewer: Viewer, pk: int, verb: str = "see_rosters") -> Roster:
    try:
        return permissions.roster_for(viewer, pk, verb)
    except NotFound as problem:
        raise Http404 from problem


def _tried(form: forms.Form | None) -> dict[str, Any]:
    return {f"{getattr(form, 'act', '')}_form": form, "tried": form} if form else {}


def _agencies_of(viewer: Viewer) -> list[int]:
    return list(permissions.colleagues_of(viewer).values_list("agency_id", flat=True).distinct())


def _ahead(roster: Roster) -> Outlook | None:
    """From the beginning of today for a fortnight of whole days."""
    at, zone = clock.now(), city_zone()
    today = timezone.localtime(at, zone).date()
    begin, end = midnight(today, zone), midnight(today + DAYS * A_DAY, zone)
    rosters = Roster.objects.filter(pk=roster.pk)
    return outlooks(rosters, at=at, begin=begin, end=end).get(roster.pk)


def _days(ahead: Outlook) -> list[Day]:
    english = get_language() == "en"
    names = {
        one.day: (one.name_en if english else "") or one.name_ko for one in holidays_from(ahead.at)
    }
    return fortnight(ahead, days=DAYS, zone=city_zone(), holidays=names)


def agencies_to_choose(viewer: Viewer) -> list[Agency]:
    """For which agencies one may make rosters."""
    found = Agency.objects.filter(is_active=True)
    return list(found if viewer.role == "city_admin" else found.filter(pk=viewer.agency_id or 0))
