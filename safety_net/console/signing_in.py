"""The login page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from agencies.models import Agency, City
from safety_net.console import demo, guessing


@method_decorator(never_cache, name="dispatch")
class SignIn(LoginView):
    """Name and password; whose shared picture this is; the demo people where the door is open."""

    template_name = "console/login.html"
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wait = guessing.seconds_to_wait(request)
        return _too_often(request, wait) if wait else super().post(request, *args, **kwargs)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        guessing.failed(self.request)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            city=City.objects.first(),
            agencies=Agency.objects.in_use().order_by("pk"),
            demo_desks=demo.desks(self.request),
        )


def _too_often(request: HttpRequest, wait: int) -> HttpResponse:
    context = {"minutes": -(-wait // 60)}
    answer = render(request, "console/too_often.html", context, status=429)
    answer["Retry-After"] = str(wait)
    return answer


@never_cache
def sign_in_for_admin(request: HttpRequest) -> HttpResponse:
    """The admin site has no login of its own: everybody comes in by the one page that counts."""
    if request.user.is_authenticated:
        raise PermissionDenied  # signed in already, but not as staff
    wanted = request.GET.get("next", reverse("admin:index"))
    return redirect(f"{reverse('login')}?{urlencode({'next': wanted})}")
