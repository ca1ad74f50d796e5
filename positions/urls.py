"""Addresses of positions, under /api/."""

from __future__ import annotations

from django.urls import path

from positions.api import devices, positions, tracks

urlpatterns = [
    path("positions/", positions.Positions.as_view(), name="positions"),
    path("positions/refused/", positions.RefusedPositions.as_view(), name="refused-positions"),
    path("devices/", devices.Devices.as_view(), name="devices"),
    path("devices/<int:pk>/", devices.OneDevice.as_view(), name="device"),
    path("devices/<int:pk>/rotate/", devices.RotateDevice.as_view(), name="device-rotate"),
    path("units/<int:pk>/positions/", tracks.UnitPositions.as_view(), name="unit-positions"),
]
