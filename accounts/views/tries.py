"""Codes and keys are guarded like passwords: the same count, the same word when it is full."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.services import guarding
from safety_net.core import clock


def too_often(request: HttpRequest, refusal: guarding.TooManyAttempts) -> HttpResponse:
    """The page for it, with the time to wait."""
    context = {"minutes": -(-refusal.wait // 60)}
    answer = render(request, "console/too_often.html", context, status=refusal.status)
    answer["Retry-After"] = str(refusal.wait)
    return answer


def guarded(user: User, form: Form, request: HttpRequest) -> bool:
    """Whether the form's code, key or password is right. TooManyAttempts when nobody looks."""
    name = user.get_username()
    tried = guarding.begin(name=name, by=guarding.stranger_of(request), at=clock.now())
    if form.is_valid():
        guarding.was_right(tried)
        return True
    what = "code" if "code" in form.data else "security_key"
    guarding.was_wrong(tried, what=what, at=clock.now())
    return False


class TooOftenMixin:
    """A view whose refusals for too many tries become the page for it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        go_on: Callable[..., Any] = super().dispatch  # type: ignore[misc]
        try:
            return go_on(request, *args, **kwargs)
        except guarding.TooManyAttempts as refusal:
            return too_often(request, refusal)
