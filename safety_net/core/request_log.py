"""A request id for every request, in its answer, in the log lines and in the city log."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bind_contextvars, clear_contextvars

log = structlog.get_logger("request")
ACCEPTED_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
QUIET = ("/static/", "/healthz/", "/tiles/")


class RequestLogMiddleware:
    """Outermost: it times everything, and sees the status that was really sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = begin(request.headers.get("X-Request-ID", ""))
        request.META["safety_net.request_id"] = request_id
        began = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        if not request.path.startswith(QUIET):
            log.info(
                "request",
                method=request.method,
                path=request.META.get("safety_net.logged_path", request.path),
                status=response.status_code,
                milliseconds=round((time.perf_counter() - began) * 1000, 1),
            )
        return response


def begin(given: str) -> str:
    """The id of a request that says `given`, bound to the log lines of this thread or task."""
    request_id = given if ACCEPTED_ID.fullmatch(given) else uuid.uuid4().hex
    clear_contextvars()
    bind_contextvars(request_id=request_id)
    return request_id


def log_path_as(request: HttpRequest, path: str) -> None:
    """Let the log say `path` instead of an address that is a secret."""
    request.META["safety_net.logged_path"] = path


def request_id_of(request: HttpRequest) -> str:
    return str(request.META.get("safety_net.request_id", ""))
