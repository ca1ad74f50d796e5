"""Every refusal as a problem document (RFC 9457), in one place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import set_rollback

from safety_net.core.errors import Forbidden, Invalid, NotFound, Refusal, TooLarge

log = structlog.get_logger(__name__)
CONTENT_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 2


class Unavailable(Refusal):
    """The database can't be reached just now; the same request may be sent again."""

    status = 503
    code = "unavailable"
    title = _("The system can't store anything just now. Nothing was lost; it is tried again.")


class Unreadable(Refusal):
    """The request itself is broken."""

    status = 400
    code = "unreadable"
    title = _("The request can't be read.")


# The first that fits counts.
STAND_FOR: list[tuple[tuple[type[Exception], ...], type[Refusal]]] = [
    ((Http404,), NotFound),
    ((PermissionDenied,), Forbidden),
    ((OperationalError, InterfaceError), Unavailable),
    ((RequestDataTooBig,), TooLarge),
    ((SuspiciousOperation, MultiPartParserError, UnreadablePostError), Unreadable),
]


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. None (a 500) only for what nobody foresaw."""
    refusal, headers = as_refusal(error)
    if refusal is None:
        return None
    set_rollback()
    return Response(
        document(refusal), status=refusal.status, headers=headers, content_type=CONTENT_TYPE
    )


def document(refusal: Refusal) -> dict[str, Any]:
    """type, title, status, detail, code and whatever the refusal adds."""
    return {
        **refusal.extra,
        "type": "about:blank",
        "title": str(refusal.title),
        "status": refusal.status,
        "detail": str(refusal.detail),
        "code": refusal.code,
    }


def as_refusal(error: Exception) -> tuple[Refusal | None, dict[str, str]]:
    """The refusal that stands for `error`, with its headers; None for what nobody foresaw."""
    if isinstance(error, OperationalError | InterfaceError):
        log.warning("database_unavailable", error=str(error))
    refusal = _refusal(error)
    if refusal is not None and refusal.status == Unavailable.status:
        return refusal, {"Retry-After": str(RETRY_AFTER_SECONDS)}
    return refusal, _headers_of(error)


def _refusal(error: Exception) -> Refusal | None:
    if isinstance(error, Refusal):
        return error
    if isinstance(error, exceptions.ValidationError):
        return _invalid(error)
    if isinstance(error, exceptions.APIException):
        return _from_rest(error)
    for kinds, make in STAND_FOR:
        if isinstance(error, kinds):
            return make()
    return None


def _invalid(error: exceptions.ValidationError) -> Invalid:
    found = dict(_fields(error.detail))
    general = found.pop("", "")
    refusal = Invalid(general)
    refusal.extra["fields"] = found
    return refusal


def _fields(detail: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each bad field by its dotted path, such as place.lon; "" is the whole."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            whole = name == api_settings.NON_FIELD_ERRORS_KEY
            yield from _fields(inner, path if whole else f"{path}.{name}".lstrip("."))
    elif isinstance(detail, list) and any(isinstance(one, dict) for one in detail):
        for index, inner in enumerate(detail):
            yield from _fields(inner, f"{path}.{index}".lstrip("."))
    elif detail:
        yield path, " ".join(str(one) for one in (detail if isinstance(detail, list) else [detail]))


def _from_rest(error: exceptions.APIException) -> Refusal:
    refusal = Refusal(str(error.detail))
    names = {"status": error.status_code, "code": error.default_code, "title": error.default_detail}
    for name, value in names.items():
        setattr(refusal, name, value)
    return refusal


def _headers_of(error: Exception) -> dict[str, str]:
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = str(challenge)
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait) + 1)
    return headers
