"""The page of what one is asked now, for a phone as for a desk."""

from __future__ import annotations

from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe

from notify.cards import message_of
from notify.models import Message
from notify.selectors.inbox import asked_of, inbox
from notify.services import answering
from safety_net.core import acting, clock
from safety_net.core.errors import Refusal

WORKER = "js/push/worker.js"
SHOWN_BEFORE = 20


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
@ensure_csrf_cookie
def my_inbox(request: HttpRequest) -> HttpResponse:
    """What is open, urgent ones first; below it what was before."""
    viewer = acting.bound_viewer(request)
    if viewer is None:
        raise PermissionDenied
    refusal = _act(request) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        return redirect("inbox")
    rows = inbox(viewer, only_open=False)
    open_ones = sorted((one for one in rows if one.is_open), key=lambda one: not one.urgent)
    waiting = [one for one in open_ones if one.asks or one.read_at is None]
    shown = {one.pk for one in waiting}
    context = {
        "waiting": [_card(one) for one in waiting],
        "before": [_card(one) for one in rows if one.pk not in shown][:SHOWN_BEFORE],
        "asked": asked_of(waiting),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "notify/inbox.html", context, status=status)


@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The script that shows push messages. From here, so that its scope is this folder alone."""
    found = finders.find(WORKER)
    if found is None:
        raise Http404
    return HttpResponse(Path(found).read_bytes(), content_type="text/javascript")


def _act(request: HttpRequest) -> Refusal | None:
    text = request.POST.get("message", "")
    message = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    act = answering.answer if request.POST.get("act") == "answer" else answering.mark_read
    try:
        act(message_id=message, by=acting.actor_of(request), at=clock.now())
    except Refusal as refusal:
        return refusal
    return None


def _card(message: Message) -> dict[str, object]:
    return {**message_of(message), "at": message.queued_at, "answered": message.answered_at}
