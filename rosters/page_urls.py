"""Addresses of the pages about rosters, under /rosters/."""

from __future__ import annotations

from django.urls import path

from rosters.views import acts, calendars, editing, feeds, pages

urlpatterns = [
    path("", pages.roster_list, name="rosters"),
    path("new/", editing.new_roster, name="new-roster"),
    path("leave/", acts.leave, name="roster-leave"),
    path("leave/<int:row>/end/", acts.end_leave, name="end-leave"),
    path("holidays/", acts.holiday, name="roster-holiday"),
    path("holidays/<int:row>/remove/", acts.remove_holiday, name="remove-holiday"),
    path("calendar/", calendars.make, name="my-calendar"),
    path("calendar/<int:row>/revoke/", calendars.revoke, name="revoke-calendar"),
    path("calendar/<str:key>.ics", feeds.feed, name="roster-calendar"),
    path("<int:pk>/", pages.one_roster, name="roster"),
    path("<int:pk>/edit/", editing.edit_roster, name="edit-roster"),
    path("<int:pk>/retire/", editing.retire_roster, name="retire-roster"),
    path("<int:pk>/override/", acts.override, name="add-override"),
    path("<int:pk>/shift/", acts.shift, name="add-shift"),
    path("<int:pk>/import/", acts.import_file, name="import-shifts"),
    path("<int:pk>/calendar/", calendars.make, name="roster-calendar-address"),
    path("<int:pk>/override/<int:row>/", acts.take_back, {"what": "override"}, "cancel-override"),
    path("<int:pk>/shift/<int:row>/", acts.take_back, {"what": "shift"}, "cancel-shift"),
]
