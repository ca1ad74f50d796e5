"""Addresses of sharing agreements, under /api/."""

from __future__ import annotations

from django.urls import path

from agreements.api import agreements

urlpatterns = [
    path("agreements/", agreements.Agreements.as_view(), name="agreements"),
    path("agreements/<int:pk>/", agreements.OneAgreement.as_view(), name="agreement"),
    path("agreements/<int:pk>/sign/", agreements.Sign.as_view(), name="agreement-sign"),
    path("agreements/<int:pk>/end/", agreements.End.as_view(), name="agreement-end"),
]
