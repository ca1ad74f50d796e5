"""What every page shares: who may see it, the menu, and what a service refuses beside its field."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views import View

from administration.pages import Page, page_named, pages_for
from agencies.models import Role
from safety_net.core import acting, clock
from safety_net.core.access import Actor, Viewer
from safety_net.core.errors import Forbidden, NotFound, Refusal
from units.views.common import city_clock


class Framed(LoginRequiredMixin, View):
    """A page for admins; its times are those of the clock on the city's wall."""

    page_name: ClassVar[str] = ""
    viewer: Viewer

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.viewer = self.expect_viewer(request)
        try:
            with city_clock():
                response = super().dispatch(request, *args, **kwargs)
        except NotFound as problem:
            raise Http404 from problem
        except Forbidden as problem:
            raise PermissionDenied from problem
        add_never_cache_headers(response)
        return response

    def expect_viewer(self, request: HttpRequest) -> Viewer:
        """Whoever may see the page; PermissionDenied for others."""
        viewer = acting.bound_viewer(request)
        if viewer is None or not self.is_for(viewer.role):
            raise PermissionDenied
        return viewer

    def is_for(self, role: str) -> bool:
        return self.page.is_for(role)

    @property
    def page(self) -> Page:
        return page_named(self.page_name)

    @property
    def is_city_admin(self) -> bool:
        return self.viewer.role == Role.CITY_ADMIN

    @property
    def who(self) -> dict[str, Any]:
        """Who acts and when, for a service."""
        return {"by": self.actor, "at": clock.now()}

    @property
    def actor(self) -> Actor:
        return acting.actor_of(self.request)

    def show(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponseBase:
        menu = pages_for(self.viewer.role)
        shared = {"pages": menu, "page": self.page if self.page_name else None}
        return render(self.request, f"administration/{template}", shared | context, status=status)


def mark(form: forms.Form, refusal: Refusal) -> None:
    """What a service refuses stands beside the field that it is about."""
    fields = refusal.extra.get("fields", {})
    for name, text in fields.items():
        form.add_error(name if name in form.fields else None, text)
    if not fields:
        form.add_error(None, str(refusal.detail or refusal.title))


def sought_in(request: HttpRequest, name: str = "q") -> str:
    """A word of the query; the database takes no U+0000."""
    return request.GET.get(name, "")[:100].replace("\0", "").strip()


def whole(text: str) -> int | None:
    """The number that stands in a query or form, or None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
