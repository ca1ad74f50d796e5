"""Addresses of signing in, under /api/."""

from __future__ import annotations

from django.urls import path

from accounts.api import HandOverView

urlpatterns = [
    path("me/hand-over/", HandOverView.as_view(), name="hand-over"),
]
