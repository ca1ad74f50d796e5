"""Which of their agencies a signed-in person acts for in this session."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from agencies.access import SESSION_KEY, viewer_for
from safety_net.core import acting


class ActingAgencyMiddleware:
    """Binds the viewer to requests of a session; the choice is checked anew each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            agency_id = request.session.get(SESSION_KEY)
            acting.bind(request, viewer_for(request.user, agency_id))
        return self.get_response(request)
