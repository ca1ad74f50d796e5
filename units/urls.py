"""Addresses of units, under /api/."""

from __future__ import annotations

from django.urls import path

from units.api import crews, units

urlpatterns = [
    path("units/", units.Units.as_view(), name="units"),
    path("units/<int:pk>/", units.OneUnit.as_view(), name="unit"),
    path("units/<int:pk>/duty/", units.UnitDuty.as_view(), name="unit-duty"),
    path("units/<int:pk>/crews/", crews.Crews.as_view(), name="crews"),
    path("units/<int:pk>/crews/<int:crew>/", crews.OneCrew.as_view(), name="crew"),
]
