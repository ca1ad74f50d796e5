"""The devices of an agency, for its admins who are signed in: keys are made, never for a token."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers as s
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.programs.inputs import RotationInput
from agencies.programs.tokens import LONGEST_NAME
from positions import permissions
from positions.models import Device
from positions.services import devices
from safety_net.core import clock
from safety_net.core.clock import iso
from safety_net.core.keyed import LONGEST
from safety_net.core.scopes import Area
from safety_net.core.strict import Id, Strict, Text, Whole, read
from safety_net.core.views import CityView


class DeviceInput(Strict):
    """Without a unit it is a gateway, which speaks for every unit of the agency."""

    name = Text(max_length=LONGEST_NAME)
    unit = Id(required=False, allow_null=True, default=None)
    days = Whole(min_value=1, max_value=LONGEST.days, required=False, default=LONGEST.days)


class DeviceChange(Strict):
    """For whom it speaks from now on."""

    unit = Id(allow_null=True)


class DeviceShape(s.Serializer[Any]):
    """A device, without its key."""

    id = s.IntegerField()
    name = s.CharField()
    unit = s.IntegerField(allow_null=True)
    hint = s.CharField(allow_blank=True, help_text="The last characters of its key")
    made_at = s.DateTimeField(help_text="UTC")
    expires_at = s.DateTimeField(help_text="UTC")
    old_until = s.DateTimeField(allow_null=True, help_text="Until then the old key counts, too")
    last_used_at = s.DateTimeField(allow_null=True, help_text="UTC, to the minute")


class NewDevice(DeviceShape):
    key = s.CharField(help_text="Told now and never again")


class AllDevices(s.Serializer[Any]):
    results = DeviceShape(many=True)


def device_card(device: Device) -> dict[str, Any]:
    return {
        "id": device.pk,
        "name": device.name,
        "unit": device.unit_id,
        "hint": device.hint,
        "made_at": iso(device.created_at),
        "expires_at": iso(device.expires_at),
        "old_until": iso(device.old_until),
        "last_used_at": iso(device.last_used_at),
    }


class Devices(CityView):
    """Those that were not revoked."""

    area = Area.PEOPLE
    keeps_answers = False

    @extend_schema(
        operation_id="devices_list",
        summary="The devices of one's agency, without their keys",
        responses=AllDevices,
    )
    def get(self, request: Request) -> Response:
        found = permissions.devices_for(self.viewer)
        return Response({"results": [device_card(one) for one in found]})

    @extend_schema(
        operation_id="devices_make",
        summary="Add a device; its key is told once",
        request=DeviceInput,
        responses={201: NewDevice},
    )
    def post(self, request: Request) -> Response:
        agency_id = permissions.agency_for(self.viewer, "manage_devices")
        values = read(DeviceInput, request.data)
        device, key = devices.make_device(
            agency_id=agency_id,
            name=values["name"],
            unit_id=values["unit"],
            days=values["days"],
            by=self.actor,
            at=clock.now(),
        )
        return Response({**device_card(device), "key": key}, status=201)


class OneDevice(CityView):
    """One of them."""

    area = Area.PEOPLE

    @extend_schema(
        operation_id="devices_change",
        summary="Let a device speak for another unit, or for all of the agency",
        request=DeviceChange,
        responses=DeviceShape,
    )
    def patch(self, request: Request, pk: int) -> Response:
        device = permissions.device_for(self.viewer, pk)
        unit_id = read(DeviceChange, request.data)["unit"]
        changed = devices.assign_device(
            device_id=device.pk, unit_id=unit_id, by=self.actor, at=clock.now()
        )
        return Response(device_card(changed))

    @extend_schema(
        operation_id="devices_revoke", summary="End a device's keys at once", responses={204: None}
    )
    def delete(self, request: Request, pk: int) -> Response:
        device = permissions.device_for(self.viewer, pk)
        devices.revoke_device(device_id=device.pk, by=self.actor, at=clock.now())
        return Response(status=204)


class RotateDevice(CityView):
    """A new key."""

    area = Area.PEOPLE
    keeps_answers = False

    @extend_schema(
        operation_id="devices_rotate",
        summary="Give a device a new key; the old one lives on for a while",
        request=RotationInput,
        responses={200: NewDevice},
    )
    def post(self, request: Request, pk: int) -> Response:
        device = permissions.device_for(self.viewer, pk)
        hours = read(RotationInput, request.data)["overlap_hours"]
        rotated, key = devices.rotate_device(
            device_id=device.pk, overlap=timedelta(hours=hours), by=self.actor, at=clock.now()
        )
        return Response({**device_card(rotated), "key": key})
