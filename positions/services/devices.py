"""Devices and gateways of an agency. A key is told once; only its digest is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from agencies.programs.tokens import expect_length, expect_name, expect_overlap
from positions.events import DeviceChanged
from positions.models import Device
from safety_net.core import city_log
from safety_net.core.access import ADMINS, AUDITORS, Actor
from safety_net.core.city_log import Log
from safety_net.core.clock import iso
from safety_net.core.errors import Invalid, NotFound, Refusal
from safety_net.core.keyed import LONGEST
from units.models import Unit

SORT = "device"


class DeviceRevoked(Refusal):
    """A new device is made instead, so that nobody takes one for the other."""

    code = "device_revoked"
    title = _("This device was revoked. Add a new one.")


def make_device(
    *, agency_id: int, name: str, unit_id: int | None, days: int, by: Actor, at: datetime
) -> tuple[Device, str]:
    """A device that speaks for one unit, or a gateway for all of the agency; and its key."""
    device = Device(
        agency_id=agency_id,
        name=expect_name(name),
        unit=_unit_of(agency_id, unit_id),
        created_at=at,
        expires_at=at + expect_length(days),
    )
    key = device.give_key(SORT, at=at)
    with city_log.change(by=by, at=at) as log:
        if Device.objects.filter(agency_id=agency_id, name=device.name, is_active=True).exists():
            raise Invalid(name=_("There is such a device already."))
        device.save()
        _tell(device, "made", log)
    return device, key


def rotate_device(
    *, device_id: int, overlap: timedelta, by: Actor, at: datetime, days: int | None = None
) -> tuple[Device, str]:
    """A new key, for `days` or for as long as the one before; that one lives for `overlap`."""
    expect_overlap(overlap)
    with city_log.change(by=by, at=at) as log:
        device = _locked(device_id)
        lasts = expect_length(days) if days else device.expires_at - device.created_at
        key = device.give_key(SORT, at=at, overlap=overlap)
        device.created_at, device.expires_at = at, at + min(lasts, LONGEST)
        device.save()
        _tell(device, "rotated", log)
    return device, key


def assign_device(*, device_id: int, unit_id: int | None, by: Actor, at: datetime) -> Device:
    """From now on it speaks for this unit, or for all of the agency."""
    with city_log.change(by=by, at=at) as log:
        device = _locked(device_id)
        device.unit = _unit_of(device.agency_id, unit_id)
        device.save(update_fields=["unit"])
        _tell(device, "changed", log)
    return device


def revoke_device(*, device_id: int, by: Actor, at: datetime) -> None:
    """Its keys end at once and for ever; what it told stays."""
    with city_log.change(by=by, at=at) as log:
        device = _locked(device_id)
        device.is_active = False
        device.save(update_fields=["is_active"])
        _tell(device, "revoked", log)


def device_of(key: str) -> Device | None:
    """The device, if its key counts now; it is marked as used."""
    return Device.objects.standing().use(key)


def _unit_of(agency_id: int, unit_id: int | None) -> Unit | None:
    if unit_id is None:
        return None
    unit = Unit.objects.filter(pk=unit_id, agency_id=agency_id, is_active=True).first()
    if unit is None:
        raise Invalid(unit=_("Your agency has no such unit."))
    return unit


def _locked(device_id: int) -> Device:
    device = Device.objects.select_for_update().filter(pk=device_id).first()
    if device is None:
        raise NotFound
    if not device.is_active:
        raise DeviceRevoked
    return device


def _tell(device: Device, what: str, log: Log) -> None:
    entry = DeviceChanged(
        subject_id=device.pk,
        what=what,
        name=device.name,
        agency=device.agency_id,
        unit=device.unit_id,
        expires_at=iso(device.expires_at),
    )
    log.append(entry, audience={ADMINS, AUDITORS})
