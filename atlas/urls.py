"""Addresses of the atlas under /api/."""

from __future__ import annotations

from django.urls import path

from atlas.api import DistrictAtView, PlacesView

urlpatterns = [
    path("places/", PlacesView.as_view(), name="places"),
    path("districts/at/", DistrictAtView.as_view(), name="district-at"),
]
