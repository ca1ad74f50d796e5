"""Addresses of the desk, under /api/."""

from __future__ import annotations

from django.urls import path

from dispatch.api.reference import ReferenceView

urlpatterns = [path("reference/", ReferenceView.as_view(), name="reference")]
