"""Every address of the product."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularSwaggerSplitView

from escalation.health import engine
from safety_net.console.signing_in import sign_in_for_admin
from safety_net.core import faults, health
from safety_net.core.schema_view import SchemaView

DOCS = SpectacularSwaggerSplitView.as_view(url_name="schema", template_name="api/docs.html")

api: list[Any] = [
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DOCS, name="api-docs"),
    path("", include("agencies.urls")),
    path("", include("accounts.urls")),
    path("", include("agreements.urls")),
    path("", include("atlas.urls")),
    path("", include("incidents.urls")),
    path("", include("units.urls")),
    path("", include("positions.urls")),
    path("", include("dispatch.urls")),
    path("", include("rosters.urls")),
    path("", include("notify.urls")),
    path("", include("commands.urls")),
    path("", include("crews.urls")),
    path("", include("escalation.urls")),
]

admin_site: list[Any] = [
    path("admin/login/", sign_in_for_admin),
    path("admin/", admin.site.urls),
]

urlpatterns = [
    *(admin_site if settings.SAFETY_NET_ADMIN_SITE else []),
    path("healthz/live", health.live, name="health-live"),
    path("healthz/ready", health.ready, name="health-ready"),
    path("healthz/engine", engine, name="health-engine"),
    path("api/", include(api)),
    path("", include("atlas.tile_urls")),
    re_path(r"^(api|tiles)/", faults.NoSuchPlace.as_view()),
    path("account/", include("agencies.programs.page_urls")),
    path("account/", include("positions.page_urls")),
    path("unit/", include("crews.page_urls")),
    path("plans/", include("dispatch.page_urls")),
    path("units/", include("units.page_urls")),
    path("emergency/", include("incidents.page_urls")),
    path("rosters/", include("rosters.page_urls")),
    path("escalation/rules/", include("escalation.page_urls")),
    path("audit/", include("audit.page_urls")),
    path("administration/", include("administration.page_urls")),
    path("", include("notify.page_urls")),
    path("", include("accounts.page_urls")),
    path("", include("safety_net.console.urls")),
]

handler400 = faults.bad_request
handler403 = faults.permission_denied
handler404 = faults.page_not_found
handler500 = faults.server_error
