"""What every page of units shares: who may, which unit, and by which clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from agencies.models import City
from safety_net.core import acting
from safety_net.core.access import Viewer
from safety_net.core.errors import Refusal
from units.models import Unit
from units.permissions import may

PAGE_VERBS = ("manage_units", "manage_crews")


def manager(request: HttpRequest) -> Viewer:
    """Whoever may change units or crews of their agency; nobody else sees the pages."""
    viewer = acting.bound_viewer(request)
    if viewer is None or not any(may(viewer, verb) for verb in PAGE_VERBS):
        raise PermissionDenied
    return viewer


def allowed(viewer: Viewer, verb: str) -> None:
    if not may(viewer, verb):
        raise PermissionDenied


def own_unit(viewer: Viewer, pk: int) -> Unit:
    """A unit of the viewer's own agency; others are not there."""
    own = Unit.objects.filter(agency_id=viewer.agency_id or 0, pk=pk)
    unit = own.select_related("kind", "station").prefetch_related("brings__capability").first()
    if unit is None:
        raise Http404
    return unit


@contextmanager
def city_clock() -> Iterator[None]:
    """Times are read and written as the clock on the city's wall shows them."""
    city = City.objects.first()
    with timezone.override(ZoneInfo(city.timezone if city else "UTC")):
        yield


def mark(form: forms.Form, refusal: Refusal) -> None:
    """What a service refuses stands beside the field that it is about."""
    fields = refusal.extra.get("fields", {})
    for name, text in fields.items():
        form.add_error(name if name in form.fields else None, text)
    if not fields:
        form.add_error(None, str(refusal.title))
