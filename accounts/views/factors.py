"""Set up and take away second factors: allauth's views, with our entries and our marks."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy

from accounts.services import second_factors
from agencies import proving
from safety_net.core import acting, city_log, clock

TOTP, KEY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN
CODES = Authenticator.Type.RECOVERY_CODES


class _Enrols:
    """What was set up in this session has also been proven in it."""

    factor: str
    request: HttpRequest

    def form_valid(self, form: Form) -> HttpResponse:
        by, at = acting.person_of(self.request), clock.now()
        with city_log.change(by=by, at=at):
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            user_id = by.user_id or 0
            second_factors.enrolled(user_id=user_id, factor=self.factor, by=by, at=at)
            if self.factor != CODES:
                self.request.session[proving.SECOND_FACTOR] = self.factor
        return answer


class _Removes:
    """Without any factor left the session has proven nothing beside the password."""

    factor: str
    request: HttpRequest

    def form_valid(self, form: Form) -> HttpResponse:
        by, at = acting.person_of(self.request), clock.now()
        with city_log.change(by=by, at=at):
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            user_id = by.user_id or 0
            second_factors.removed(user_id=user_id, factor=self.factor, by=by, at=at)
            if not second_factors.has_any(user_id):
                self.request.session[proving.SECOND_FACTOR] = ""
        return answer


class SetUpApp(_Enrols, ActivateTOTPView):
    """An app on a phone that shows a code every 30 seconds."""

    factor = TOTP


class RemoveApp(_Removes, DeactivateTOTPView):
    factor = TOTP
    success_url = reverse_lazy("account")


class AddKey(_Enrols, AddWebAuthnView):
    """A security key, or what the machine itself has for that."""

    factor = KEY


class RemoveKey(_Removes, RemoveWebAuthnView):
    factor = KEY
    success_url = reverse_lazy("account")


class NewCodes(_Enrols, GenerateRecoveryCodesView):
    """Ten new recovery codes; those before are good for nothing."""

    factor = CODES


class SeeCodes(ViewRecoveryCodesView):
    """The recovery codes that are left; looking at them is told to auditors."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        by = acting.person_of(self.request)
        second_factors.codes_seen(user_id=by.user_id or 0, by=by, at=clock.now())
        return found
