"""Addresses of the phone page, under /unit/."""

from __future__ import annotations

from django.urls import path

from crews import views

urlpatterns = [
    path("", views.unit_page, name="unit-page"),
    path("worker.js", views.worker, name="unit-worker"),
]
