"""Addresses of positions, under /api/."""

from __future__ import annotations

from django.urls import path

from positions.api import positions, tracks

urlpatterns = [
    path("positions/", positions.Positions.as_view(), name="positions"),
    path("positions/refused/", positions.RefusedPositions.as_view(), name="refused-positions"),
    path("units/<int:pk>/positions/", tracks.UnitPositions.as_view(), name="unit-positions"),
]
