"""Base of every REST view."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.cache import add_never_cache_headers
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from safety_net.core import acting, idempotency, throttling
from safety_net.core.access import Actor, Viewer
from safety_net.core.rest import Negotiation
from safety_net.core.scopes import Area

NOT_LET_IN = (exceptions.NotAuthenticated, exceptions.AuthenticationFailed)


class CityView(APIView):
    """A view of the shared picture. Its `post`, if it has one, honours Idempotency-Key.

    Where doing it twice is the same as once, `keeps_answers = False`: a repeat just acts again.
    `area` says which scope a token needs; without one the view is closed to tokens.
    """

    content_negotiation_class = Negotiation
    keeps_answers: ClassVar[bool] = True
    area: ClassVar[Area | None] = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        post = cls.__dict__.get("post")
        if post is not None and cls.keeps_answers:
            setattr(cls, "post", idempotency.once(post))  # noqa: B010  (mypy: not a declared name)

    @property
    def viewer(self) -> Viewer:
        return acting.viewer_of(self.request)

    @property
    def actor(self) -> Actor:
        """The viewer as one who acts; a token makes it an integration."""
        kind = "user" if self.request.auth is None else "integration"
        return acting.actor_of(self.request, kind=kind)

    def handle_exception(self, exc: Exception) -> Response:
        # Authentication comes before the throttles, so those who fail it are counted here.
        if isinstance(exc, NOT_LET_IN):
            wait = throttling.refused_too_often(self.request, self)
            if wait is not None:
                exc = exceptions.Throttled(wait)
        return super().handle_exception(exc)

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        """Nothing of the shared picture stays in a cache, unless a view says so itself."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        if not answer.has_header("Cache-Control"):
            add_never_cache_headers(answer)
        return answer
