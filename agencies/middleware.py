"""Which of their agencies a signed-in person acts for in this session."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from agencies.access import seen_in
from safety_net.core import acting, wall
from safety_net.core.errors import Refusal


class ActingAgencyMiddleware:
    """Binds the viewer to requests of a session; the choice is checked anew each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            wall.bind(None)  # until it is known who looks, it is nobody
            self._find_out(request)
            answer = self.get_response(request)
            wall.keep(answer)
            return answer
        finally:
            wall.free()

    def _find_out(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            seen = seen_in(request.user, request.session)
            if isinstance(seen, Refusal):
                acting.withhold(request, seen)
            else:
                acting.bind(request, seen)
