"""`Authorization: Device KEY`: a caller of its own kind, which may tell positions and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from positions.models import Device
from positions.services.devices import device_of
from safety_net.core.throttling import SETTING, PerMinute

if TYPE_CHECKING:
    from rest_framework.views import APIView

SCHEME = b"device"


class DeviceAuthentication(BaseAuthentication):
    """The device of a key. It is nobody: no person, no membership, no viewer."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, Device] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != SCHEME:
            return None
        if len(words) != 2:
            raise AuthenticationFailed(_("Write: Authorization: Device KEY"))
        device = device_of(words[1].decode("latin-1"))
        if device is None:
            raise AuthenticationFailed(_("This key is not valid."))
        return AnonymousUser(), device

    def authenticate_header(self, request: Request) -> str:
        return "Device"


class IsDevice(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(request.auth, Device)


class PerDevice(PerMinute):
    """So many batches a minute for each device; everybody else as everywhere."""

    def _who(self, request: Request) -> tuple[str, int]:
        if isinstance(request.auth, Device):
            rates: dict[str, int] = getattr(settings, SETTING)
            return f"device:{request.auth.pk}", rates["device"]
        return super()._who(request)
