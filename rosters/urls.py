"""Addresses of rosters, under /api/rosters/."""

from __future__ import annotations

from django.urls import path

from rosters.api import arranging, people, rosters

urlpatterns = [
    path("rosters/", rosters.Rosters.as_view(), name="api-rosters"),
    path("rosters/gaps/", rosters.Gaps.as_view(), name="api-gaps"),
    path("rosters/leave/", people.Leaves.as_view(), name="api-leaves"),
    path("rosters/leave/<int:leave>/", people.OneLeave.as_view(), name="api-leave"),
    path("rosters/holidays/", people.Holidays.as_view(), name="api-holidays"),
    path("rosters/holidays/<int:holiday>/", people.OneHoliday.as_view(), name="api-holiday"),
    path("rosters/calendars/", people.Calendars.as_view(), name="api-calendars"),
    path("rosters/calendars/<int:calendar>/", people.OneCalendar.as_view(), name="api-calendar"),
    path("rosters/<int:pk>/", rosters.OneRoster.as_view(), name="api-roster"),
    path("rosters/<int:pk>/timeline/", rosters.Timeline.as_view(), name="api-roster-timeline"),
    path("rosters/<int:pk>/gaps/", rosters.RosterGaps.as_view(), name="api-roster-gaps"),
    path("rosters/<int:pk>/overrides/", arranging.Overrides.as_view(), name="api-overrides"),
    path(
        "rosters/<int:pk>/overrides/<int:override>/",
        arranging.OneOverride.as_view(),
        name="api-override",
    ),
    path("rosters/<int:pk>/shifts/", arranging.Shifts.as_view(), name="api-shifts"),
    path("rosters/<int:pk>/shifts/<int:shift>/", arranging.OneShift.as_view(), name="api-shift"),
    path("rosters/<int:pk>/import/", arranging.Import.as_view(), name="api-roster-import"),
]
