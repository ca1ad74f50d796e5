"""Addresses of crews, under /api/."""

from __future__ import annotations

from django.urls import path

from crews.api import acts, log_ons, picture, positions

urlpatterns = [
    path("crew/", picture.MyUnit.as_view(), name="crew"),
    path("crew/units/", log_ons.CrewUnits.as_view(), name="crew-units"),
    path("crew/log-on/", log_ons.LogOn.as_view(), name="crew-log-on"),
    path("crew/log-off/", log_ons.LogOff.as_view(), name="crew-log-off"),
    path("crew/acts/", acts.CrewActs.as_view(), name="crew-acts"),
    path("crew/positions/", positions.CrewPositions.as_view(), name="crew-positions"),
]
