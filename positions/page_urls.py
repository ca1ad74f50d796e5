"""Addresses of the pages of devices, under /account/."""

from __future__ import annotations

from django.urls import path

from positions.views import devices

urlpatterns = [
    path("devices/", devices.devices_page, name="devices-page"),
    path("devices/<int:pk>/rotate/", devices.rotate, name="rotate-device"),
    path("devices/<int:pk>/revoke/", devices.revoke, name="revoke-device"),
]
