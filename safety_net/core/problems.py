"""Every refusal as a problem document (RFC 9457), in one place."""

from __future__ import annotations

from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from safety_net.core.errors import Forbidden, Invalid, NotFound, Refusal

log = structlog.get_logger(__name__)
CONTENT_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 2


class Unavailable(Refusal):
    """The database can't be reached just now; the same request may be sent again."""

    status = 503
    code = "unavailable"
    title = _("The system can't store anything just now. Nothing was lost; it is tried again.")


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. None (a 500) only for what nobody foresaw."""
    refusal, headers = _as_refusal(error)
    if refusal is None:
        return None
    set_rollback()
    return Response(
        document(refusal), status=refusal.status, headers=headers, content_type=CONTENT_TYPE
    )


def document(refusal: Refusal) -> dict[str, Any]:
    """type, title, status, detail, code and whatever the refusal adds."""
    return {
        "type": "about:blank",
        "title": str(refusal.title),
        "status": refusal.status,
        "detail": str(refusal.detail),
        "code": refusal.code,
        **refusal.extra,
    }


def _as_refusal(error: Exception) -> tuple[Refusal | None, dict[str, str]]:
    if isinstance(error, OperationalError | InterfaceError):
        log.warning("database_unavailable", error=str(error))
        error = Unavailable()
    if isinstance(error, Http404 | PermissionDenied):
        error = NotFound() if isinstance(error, Http404) else Forbidden()
    if isinstance(error, Refusal):
        return error, _retry(error)
    if isinstance(error, exceptions.ValidationError):
        return _invalid(error), {}
    if isinstance(error, exceptions.APIException):
        return _from_rest(error), _headers_of(error)
    return None, {}


def _retry(error: Refusal) -> dict[str, str]:
    return {"Retry-After": str(RETRY_AFTER_SECONDS)} if error.status == 503 else {}


def _invalid(error: exceptions.ValidationError) -> Invalid:
    if isinstance(error.detail, dict):
        return Invalid(**{str(name): _flat(what) for name, what in error.detail.items()})
    return Invalid(_flat(error.detail))


def _flat(detail: Any) -> str:
    if isinstance(detail, dict):
        return " ".join(f"{name}: {_flat(what)}" for name, what in detail.items())
    if isinstance(detail, list):
        return " ".join(_flat(one) for one in detail)
    return str(detail)


def _from_rest(error: exceptions.APIException) -> Refusal:
    refusal = Refusal(str(error.detail))
    names = {"status": error.status_code, "code": error.default_code, "title": error.default_detail}
    for name, value in names.items():
        setattr(refusal, name, value)
    return refusal


def _headers_of(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = str(error.auth_header)
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(int(error.wait) + 1)
    return headers
