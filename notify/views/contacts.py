"""The page of one's own contact methods: forms that work without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods

from notify.cards import method_of
from notify.channels import registry
from notify.channels.base import Channel
from notify.permissions import methods_of
from notify.selectors.carriers import carried_channels
from notify.services import methods
from safety_net.core import acting, clock
from safety_net.core.access import Viewer
from safety_net.core.errors import Refusal

Who = dict[str, Any]
Act = Callable[[QueryDict, Who], str]


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
@ensure_csrf_cookie
def contacts(request: HttpRequest) -> HttpResponse:
    """How one is reached, and in which order."""
    viewer = acting.bound_viewer(request)
    if viewer is None:
        raise PermissionDenied
    if request.method == "GET":
        return _page(request, viewer)
    try:
        told = _act(request)
    except Refusal as refusal:
        return _page(request, viewer, refusal=refusal)
    messages.success(request, told)
    return redirect("my-contacts")


def _page(request: HttpRequest, viewer: Viewer, *, refusal: Refusal | None = None) -> HttpResponse:
    carried = carried_channels()
    own = methods_of(viewer)
    context = {
        "methods": [method_of(one, can_be_sent=one.channel in carried) for one in own],
        "channels": [
            {"name": one.name, "label": one.label, "hint": one.hint, "carried": one.name in carried}
            for one in sorted(registry.channels().values(), key=_what_most_use)
            if one.typed
        ],
        "can_push": registry.browser_channel() is not None,
        "refusal": refusal,
        "wrong": list(refusal.extra.get("fields", {}).values()) if refusal else [],
        "typed": request.POST,
    }
    status = refusal.status if refusal else 200
    return render(request, "notify/contacts.html", context, status=status)


def _what_most_use(channel: Channel) -> tuple[bool, str]:
    """What is answered by a reply comes first."""
    return channel.answered_by != "reply", channel.name


def _act(request: HttpRequest) -> str:
    """Do what the pressed button says; what to tell."""
    who: Who = {"by": acting.actor_of(request), "at": clock.now()}
    name = request.POST.get("act", "")
    act = ACTS.get(name)
    if act is None:
        raise PermissionDenied
    return act(request.POST, who)


def _add(sent: QueryDict, who: Who) -> str:
    language = "en" if (get_language() or "").startswith("en") else "ko"
    made = methods.add(
        channel=sent.get("channel", "")[:20],
        address=sent.get("address", "")[:1000],
        label=sent.get("name", "")[:60],
        language=language,
        **who,
    )
    methods.send_code(method_id=made.pk, **who)
    return _("Added. A code is on its way; type it here.")


def _code(sent: QueryDict, who: Who) -> str:
    methods.send_code(method_id=_id(sent), **who)
    return _("A code is on its way; type it here.")


def _verify(sent: QueryDict, who: Who) -> str:
    code = "".join(sent.get("code", "").split())[:6]
    methods.verify(method_id=_id(sent), code=code, **who)
    return _("This address is verified. Messages reach you here from now on.")


def _test(sent: QueryDict, who: Who) -> str:
    methods.test(method_id=_id(sent), **who)
    return _("A test is on its way.")


def _remove(sent: QueryDict, who: Who) -> str:
    methods.remove(method_id=_id(sent), **who)
    return _("Removed.")


def _use(sent: QueryDict, who: Who) -> str:
    is_active = sent.get("use") == "yes"
    methods.change(method_id=_id(sent), values={"is_active": is_active}, **who)
    return _("Used again.") if is_active else _("Not used for now.")


def _up(sent: QueryDict, who: Who) -> str:
    methods.move_up(method_id=_id(sent), **who)
    return _("The order is kept.")


def _id(sent: QueryDict) -> int:
    text = sent.get("method", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


ACTS: dict[str, Act] = {
    "add": _add,
    "code": _code,
    "verify": _verify,
    "test": _test,
    "remove": _remove,
    "use": _use,
    "up": _up,
}
