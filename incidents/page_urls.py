"""Addresses of the pages about emergencies, under /emergency/."""

from __future__ import annotations

from django.urls import path

from incidents.views import emergencies

urlpatterns = [
    path("", emergencies.emergency_list, name="emergency-list"),
    path("<int:pk>/", emergencies.opened, name="emergency-opened"),
    path("<int:pk>/end/", emergencies.end, name="emergency-page-end"),
]
