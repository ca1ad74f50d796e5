"""The viewer and the actor of a request, put there once by authentication."""

from __future__ import annotations

from django.http import HttpRequest
from rest_framework.request import Request

from safety_net.core import wall
from safety_net.core.access import Actor, Viewer
from safety_net.core.errors import Refusal
from safety_net.core.request_log import request_id_of

_VIEWER = "_safety_net_viewer"
_WITHHELD = "_safety_net_withheld"


def bind(request: HttpRequest, viewer: Viewer | None) -> None:
    """Let `viewer` be the one who looks and acts in this request."""
    setattr(request, _VIEWER, viewer)
    wall.bind(viewer)


def bound_viewer(request: HttpRequest | Request) -> Viewer | None:
    """The viewer, or None for somebody without a membership."""
    plain = request._request if isinstance(request, Request) else request
    viewer: Viewer | None = getattr(plain, _VIEWER, None)
    return viewer


def withhold(request: HttpRequest, refusal: Refusal) -> None:
    """Let there be no viewer in this request, and `refusal` be the reason."""
    setattr(request, _WITHHELD, refusal)


def withheld_from(request: HttpRequest | Request) -> Refusal | None:
    """Why somebody who is signed in may not act; None if nothing is in the way."""
    plain = request._request if isinstance(request, Request) else request
    refusal: Refusal | None = getattr(plain, _WITHHELD, None)
    return refusal if bound_viewer(plain) is None else None


def viewer_of(request: HttpRequest | Request) -> Viewer:
    """The viewer. LookupError where the view forgot to ask for a member."""
    viewer = bound_viewer(request)
    if viewer is None:
        raise LookupError("this request has no viewer")
    return viewer


def actor_of(request: HttpRequest | Request, *, kind: str = "user") -> Actor:
    """The viewer as one who acts, with the request's id and address, for the log."""
    plain = request._request if isinstance(request, Request) else request
    viewer = viewer_of(plain)
    return Actor(
        name=viewer.name,
        kind=kind,
        user_id=viewer.user_id,
        agency_id=viewer.agency_id,
        role=viewer.role,
        request_id=request_id_of(plain),
        address=plain.META.get("REMOTE_ADDR") or None,
    )


def person_of(request: HttpRequest) -> Actor:
    """Whoever is signed in as one who acts on their own account, with or without an agency.

    LookupError where nobody is signed in.
    """
    user, viewer = request.user, bound_viewer(request)
    if not user.is_authenticated:
        raise LookupError("nobody is signed in")
    return Actor(
        name=user.get_full_name() or user.get_username(),
        user_id=user.pk,
        agency_id=viewer.agency_id if viewer else None,
        role=viewer.role if viewer else "",
        request_id=request_id_of(request),
        address=request.META.get("REMOTE_ADDR") or None,
    )
