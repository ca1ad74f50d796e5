"""The login page."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from accounts import providers
from accounts.views.tries import TooOftenMixin
from agencies.models import Agency, City
from safety_net.console import demo


class SignIn(TooOftenMixin, LoginView):
    """Name and password; whose shared picture this is; the demo people where the door is open."""

    template_name = "console/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(
            **kwargs,
            city=City.objects.first(),
            agencies=Agency.objects.in_use().order_by("pk"),
            demo_desks=demo.desks(self.request),
            providers=providers.configured(),
            provider_failed="provider" in self.request.GET,
            by_mail=bool(settings.SAFETY_NET_SMTP_URL),
            next=self.request.POST.get("next") or self.request.GET.get("next", ""),
        )
        return found


@never_cache
def sign_in_for_admin(request: HttpRequest) -> HttpResponse:
    """The admin site has no login of its own: everybody comes in by the one page that counts."""
    if request.user.is_authenticated:
        raise PermissionDenied  # signed in already, but not as staff
    wanted = request.GET.get("next", reverse("admin:index"))
    return redirect(f"{reverse('login')}?{urlencode({'next': wanted})}")
