"""The login page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import LoginView
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from agencies.models import Agency, City
from safety_net.console import demo


@method_decorator(never_cache, name="dispatch")
class SignIn(LoginView):
    """Name and password; whose shared picture this is; the demo people where the door is open."""

    template_name = "console/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            city=City.objects.first(),
            agencies=Agency.objects.filter(is_active=True).order_by("pk"),
            demo_desks=demo.desks(self.request),
        )
