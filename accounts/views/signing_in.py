"""The second step of signing in, proving oneself again, and leaving."""

from __future__ import annotations

from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.services.signing_in import sign_out
from accounts.views.tries import TooOftenMixin, guarded
from safety_net.core import clock


class Code(TooOftenMixin, AuthenticateView):
    """A code or a security key, after the password."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_right = guarded(self.stage.login.user, self.form, request)
        answer: HttpResponse = (self.form_valid if is_right else self.form_invalid)(self.form)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`has_code`, `has_key`: what this person has set up."""
        rows = Authenticator.objects.filter(user=self.stage.login.user)
        kinds = set(rows.values_list("type", flat=True))
        found: dict[str, Any] = super().get_context_data(**kwargs)
        key = Authenticator.Type.WEBAUTHN
        return {**found, "has_key": key in kinds, "has_code": bool(kinds - {key})}


class PasswordAgain(TooOftenMixin, ReauthenticateView):
    """Before something sensitive. The adapter guards the password."""


class _GuardedForm(TooOftenMixin):
    """Of a person who is signed in."""

    request: HttpRequest

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()  # type: ignore[attr-defined]
        assert isinstance(request.user, User)
        if guarded(request.user, form, request):
            return self.form_valid(form)  # type: ignore[attr-defined,no-any-return]
        return self.form_invalid(form)  # type: ignore[attr-defined,no-any-return]


class CodeAgain(_GuardedForm, CodeAgainView):
    """The same with a code."""


class KeyAgain(_GuardedForm, ReauthenticateWebAuthnView):
    """The same with a security key."""

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))  # type: ignore[no-any-return]


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    sign_out(request, at=clock.now())
    return redirect("login")
