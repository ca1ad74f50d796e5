"""Addresses of people and agencies, under /api/."""

from __future__ import annotations

from django.urls import path

from agencies.api import MeView, MyAgencyView

urlpatterns = [
    path("me/", MeView.as_view(), name="me"),
    path("me/agency/", MyAgencyView.as_view(), name="my-agency"),
]
