"""Addresses of the desk, under /api/."""

from __future__ import annotations

from django.urls import path

from dispatch.api import assignments, maydays, plans, recommendation, sending
from dispatch.api.reference import ReferenceView
from dispatch.api.unit_view import MyUnitView

urlpatterns = [
    path("reference/", ReferenceView.as_view(), name="reference"),
    path("me/unit-board/", MyUnitView.as_view(), name="my-unit-board"),
    path("incidents/<int:pk>/units/", sending.IncidentUnits.as_view(), name="incident-units"),
    path("incidents/<int:pk>/units/clear/", sending.ClearAll.as_view(), name="clear-units"),
    path("assignments/<int:pk>/status/", assignments.Status.as_view(), name="unit-status"),
    path("assignments/<int:pk>/clear/", assignments.Clear.as_view(), name="clear-unit"),
    path("assignments/<int:pk>/check/", assignments.Check.as_view(), name="check-unit"),
    path("assignments/<int:pk>/undo/", assignments.Undo.as_view(), name="undo-unit"),
    path("assignments/<int:pk>/times/", assignments.Times.as_view(), name="unit-times"),
    path("units/<int:pk>/mayday/", maydays.Raise.as_view(), name="raise-mayday"),
    path("maydays/<int:pk>/acknowledge/", maydays.Acknowledge.as_view(), name="take-mayday"),
    path("maydays/<int:pk>/end/", maydays.End.as_view(), name="end-mayday"),
    path(
        "incidents/<int:pk>/recommendation/",
        recommendation.IncidentRecommendation.as_view(),
        name="incident-recommendation",
    ),
    path("incidents/<int:pk>/alarm/", recommendation.RaiseAlarm.as_view(), name="raise-alarm"),
    path("recommendation/", recommendation.Preview.as_view(), name="recommendation"),
    path("plans/", plans.Plans.as_view(), name="response-plans"),
    path("plans/<int:pk>/", plans.OnePlan.as_view(), name="response-plan"),
]
