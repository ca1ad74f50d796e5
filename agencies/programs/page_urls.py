"""Addresses of the pages of tokens, under /account/."""

from __future__ import annotations

from django.urls import path

from agencies.programs import views

urlpatterns = [
    path("tokens/", views.my_tokens, name="my-tokens"),
    path("tokens/<int:pk>/rotate/", views.rotate, name="rotate-token"),
    path("tokens/<int:pk>/revoke/", views.revoke, name="revoke-token"),
    path("integrations/", views.integrations, name="integrations-page"),
    path("integrations/new/", views.new_integration, name="new-integration"),
    path("integrations/<int:pk>/", views.one_integration, name="integration-page"),
    path("integrations/<int:pk>/active/", views.stop_or_start, name="stop-integration"),
]
