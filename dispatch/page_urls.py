"""Addresses of the pages about response plans, under /plans/."""

from __future__ import annotations

from django.urls import path

from dispatch.views import plans

urlpatterns = [
    path("", plans.plan_list, name="plans"),
    path("new/", plans.new_plan, name="new-plan"),
    path("<int:pk>/", plans.one_plan, name="plan"),
    path("<int:pk>/retire/", plans.retire_plan, name="retire-plan"),
]
