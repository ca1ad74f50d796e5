"""Addresses of the pages about an agency's units, under /units/."""

from __future__ import annotations

from django.urls import path

from units.views import acts, pages

urlpatterns = [
    path("", pages.unit_list, name="units-page"),
    path("new/", pages.new_unit, name="new-unit"),
    path("<int:pk>/", pages.one_unit, name="unit-form"),
    path("<int:pk>/duty/", acts.set_duty, name="unit-form-duty"),
    path("<int:pk>/crews/", acts.plan_crew, name="unit-form-crews"),
    path("<int:pk>/crews/<int:crew>/end/", acts.end_crew, name="unit-form-end-crew"),
]
