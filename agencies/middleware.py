"""Which of their agencies a signed-in person acts for in this session."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from agencies.access import seen_in
from safety_net.core import acting
from safety_net.core.errors import Refusal


class ActingAgencyMiddleware:
    """Binds the viewer to requests of a session; the choice is checked anew each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            seen = seen_in(request.user, request.session)
            if isinstance(seen, Refusal):
                acting.withhold(request, seen)
            else:
                acting.bind(request, seen)
        return self.get_response(request)
