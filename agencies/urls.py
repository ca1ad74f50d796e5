"""Addresses of people and agencies, under /api/."""

from __future__ import annotations

from django.urls import path

from agencies.api import MeView, MyAgencyView
from agencies.programs import api as programs

urlpatterns = [
    path("me/", MeView.as_view(), name="me"),
    path("me/agency/", MyAgencyView.as_view(), name="my-agency"),
    path("tokens/", programs.Tokens.as_view(), name="tokens"),
    path("tokens/<int:pk>/", programs.OneToken.as_view(), name="token"),
    path("tokens/<int:pk>/rotate/", programs.Rotate.as_view(), name="token-rotate"),
    path("integrations/", programs.Integrations.as_view(), name="integrations"),
    path("integrations/<int:pk>/", programs.OneIntegration.as_view(), name="integration"),
    path(
        "integrations/<int:pk>/tokens/",
        programs.IntegrationTokens.as_view(),
        name="integration-tokens",
    ),
]
