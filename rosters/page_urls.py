"""Addresses of the pages about rosters, under /rosters/."""

from __future__ import annotations

from django.urls import path

from rosters.views import feeds

urlpatterns = [
    path("calendar/<str:key>.ics", feeds.feed, name="roster-calendar"),
]
