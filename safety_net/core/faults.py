"""Faults outside the REST views: problem documents for programs, pages for people."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views import defaults
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from safety_net.core.errors import NotFound, Refusal
from safety_net.core.problems import (
    CONTENT_TYPE,
    RETRY_AFTER_SECONDS,
    Unavailable,
    as_refusal,
    document,
)
from safety_net.core.scopes import Area
from safety_net.core.views import CityView

# Programs ask here; people ask elsewhere.
PROGRAMS = ("/api/", "/tiles/")


class Broken(Refusal):
    """What nobody foresaw; the log knows more under the request's id."""

    status = 500
    code = "broken"
    title = _("Something went wrong here. It was recorded.")


class NoSuchPlace(CityView):
    """Every address for programs that is none."""

    area = Area.OPEN
    permission_classes = (AllowAny,)
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Any method, any Accept header, anybody: the answer is the same."""
        detail = "" if request.path.endswith("/") else _("Addresses here end with a slash.")
        raise NotFound(detail)


class RefusalMiddleware:
    """What a service refuses and a page did not expect becomes a page that says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Nothing for what nobody foresaw: that is a 500."""
        if not isinstance(error, Refusal):
            return None
        if request.path.startswith(PROGRAMS):
            return problem(error)
        if isinstance(error, NotFound):
            return page_not_found(request, error)
        return render(request, "refused.html", {"refusal": error}, status=error.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(PROGRAMS):
        return problem(exception)
    return defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(PROGRAMS):
        return problem(exception)
    return defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(PROGRAMS):
        return problem(exception)
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Middleware can't reach the database outside any view, so an outage may end here."""
    error = sys.exc_info()[1]
    refusal, _headers = as_refusal(error) if isinstance(error, Exception) else (None, {})
    if request.path.startswith(PROGRAMS):
        return problem(refusal or Broken())
    if isinstance(refusal, Unavailable):
        page = HttpResponse(render_to_string("500.html"), status=refusal.status)
        page["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return page
    return defaults.server_error(request)


def problem(error: Exception) -> HttpResponse:
    """The problem document of an error."""
    refusal, headers = as_refusal(error)
    refusal = refusal or Broken()
    return HttpResponse(
        orjson.dumps(document(refusal)),
        status=refusal.status,
        content_type=CONTENT_TYPE,
        headers=headers,
    )
