"""The page of an agency's devices: add one, give it a new key, revoke it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from agencies.programs.forms import INPUT, RotationForm, length_field, mark, name_field
from positions import permissions
from positions.models import Device
from positions.services import devices
from safety_net.core import acting, clock
from safety_net.core.access import Viewer
from safety_net.core.errors import Refusal
from units.models import Unit


class DeviceForm(forms.Form):
    """A device of one unit, or a gateway for all of the agency."""

    name = name_field()
    unit = forms.ChoiceField(
        label=gettext_lazy("speaks for"), required=False, widget=forms.Select(INPUT)
    )
    days = length_field(366)

    def __init__(self, *args: Any, agency_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(agency_id=agency_id, is_active=True).order_by("call_sign")
        rows = [(str(pk), sign) for pk, sign in units.values_list("pk", "call_sign")]
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("every unit of the agency")), *rows]


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def devices_page(request: HttpRequest) -> HttpResponse:
    """The agency's devices, and a form for one more."""
    viewer = _manager(request)
    form = DeviceForm(request.POST or None, agency_id=viewer.agency_id or 0)
    if request.method != "POST":
        return _page(request, viewer, form)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = devices.make_device(
                agency_id=viewer.agency_id or 0,
                name=said["name"],
                unit_id=int(said["unit"]) if said["unit"] else None,
                days=said["days"],
                by=acting.actor_of(request),
                at=clock.now(),
            )
        except Refusal as refusal:
            mark(form, refusal)
        else:
            return _key_page(request, made)
    return _page(request, viewer, form, status=400)


@require_POST
@never_cache
@login_required
def rotate(request: HttpRequest, pk: int) -> HttpResponse:
    """A new key, shown once."""
    device = permissions.device_for(_manager(request), pk)
    form = RotationForm(request.POST)
    if not form.is_valid():
        raise PermissionDenied
    made = devices.rotate_device(
        device_id=device.pk,
        overlap=timedelta(hours=form.cleaned_data["overlap"]),
        by=acting.actor_of(request),
        at=clock.now(),
    )
    return _key_page(request, made)


@require_POST
@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    device = permissions.device_for(_manager(request), pk)
    devices.revoke_device(device_id=device.pk, by=acting.actor_of(request), at=clock.now())
    messages.success(request, _("The device's keys have ended."))
    return redirect("devices-page")


def _key_page(request: HttpRequest, made: tuple[Device, str]) -> HttpResponse:
    device, key = made
    return render(request, "programs/key.html", {"device": device, "key": key})


def _page(
    request: HttpRequest, viewer: Viewer, form: DeviceForm, *, status: int = 200
) -> HttpResponse:
    now = clock.now()
    context = {
        "form": form,
        "devices": permissions.devices_for(viewer),
        "rotation": RotationForm(),
        "now": now,
        "soon": now + timedelta(days=14),
    }
    return render(request, "programs/devices.html", context, status=status)


def _manager(request: HttpRequest) -> Viewer:
    viewer = acting.bound_viewer(request)
    if viewer is None or not permissions.may(viewer, "manage_devices"):
        raise PermissionDenied
    return viewer
