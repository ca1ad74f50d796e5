"""The page behind a link in a message. Looking does nothing, so link scanners do no harm.

The token is what speaks for the person, so no session is asked for and none is at risk: the form
needs no CSRF token, and neither does the script that shows push messages.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from notify.models import Message
from notify.services import links
from notify.wording import headline
from safety_net.core import clock
from safety_net.core.errors import Refusal
from safety_net.core.problems import CONTENT_TYPE, document


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """GET says what would be done; POST does it, once."""
    try:
        if request.method == "POST":
            return _done(request, links.use(token, at=clock.now()))
        message = links.look(token, at=clock.now()).message
    except Refusal as refusal:
        return _refused(request, refusal)
    return _page(request, message, done=False)


def _done(request: HttpRequest, message: Message) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"message": message.pk, "state": message.state})
    return _page(request, message, done=True)


def _page(request: HttpRequest, message: Message, *, done: bool) -> HttpResponse:
    title, text = headline(message.kind, message.facts, exercise=message.exercise)
    user = message.user
    context = {
        "title": title,
        "text": text,
        "done": done,
        "is_open": message.is_open,
        "message": message,
        "person": (user.get_full_name() or user.get_username()) if user else "",
    }
    answer = render(request, "notify/answer.html", context)
    # The address holds the token: nobody whom one goes to from here is told it.
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse(document(refusal), status=refusal.status, content_type=CONTENT_TYPE)
    answer = render(request, "notify/answer.html", {"refusal": refusal}, status=refusal.status)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
