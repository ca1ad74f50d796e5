"""Where allauth asks this city: who may come in, how it is told, and what is kept.

docs/adr/0018-allauth-signs-people-in.md says which part of it is used and which is not.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from accounts import providers, sealing
from accounts.services import guarding, signing_in
from accounts.services.guarding import stranger_of
from accounts.sessions import ENTRANCE
from agencies.models import City
from safety_net.core import clock

# Whoever came in so recently has just proven who they are.
JUST_NOW = timedelta(minutes=5)
QUIET = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class AccountAdapter(DefaultAccountAdapter):
    """Local accounts. Nobody registers; every try is guarded; each way in ends in `sign_in`."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The user, or None. TooManyAttempts where nothing is looked at any more."""
        name = str(credentials.get("username", ""))
        tried = guarding.begin(name=name, by=stranger_of(request), at=clock.now())
        user = super().authenticate(request, **credentials)
        if isinstance(user, User) and user.is_active:
            guarding.was_right(tried)
            return user
        guarding.was_wrong(tried, what="inactive" if user else "password", at=clock.now())
        return None

    def login(self, request: HttpRequest, user: Any) -> None:
        how, second_factor = _proven(request, user)
        signing_in.sign_in(request, user, how=how, second_factor=second_factor, at=clock.now())

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return refused_by_provider(request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """By the second factor where there is one: a password alone proves less."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        stronger = [one for one in methods if one["id"].startswith("mfa_")]
        return stronger or methods

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not just after signing in."""
        began = self.request.session.get(ENTRANCE, {}).get("at", "")
        at = parse_datetime(began) if began else None
        return at is None or clock.now() - at > JUST_NOW

    def get_client_ip(self, request: HttpRequest) -> str:
        return str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104  (nobody's address)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *more: Any,
        **words: Any,
    ) -> None:
        if message_template not in QUIET:
            super().add_message(request, level, message_template, *more, **words)


def _proven(request: HttpRequest, user: User) -> tuple[str, str]:
    """How the person came, and by which second factor, from what allauth has noted."""
    how, second_factor = "password", ""
    for record in get_authentication_records(request, user):
        if record["method"] == "mfa":
            second_factor = record["type"]
        if record["method"] == "socialaccount":
            how = "provider"
            if providers.vouches_for_second_factor(record["provider"]):
                second_factor = "provider"
    return how, second_factor


class FactorAdapter(DefaultMFAAdapter):
    """Second factors: sealed secrets, and our names for things."""

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        city = City.objects.first()
        return f"Safety Net {city.name_en}" if city else "Safety Net"

    def get_totp_label(self, user: Any) -> str:
        return str(user.get_username())

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Security key %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        return self.get_totp_issuer()


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Identity providers: they say who somebody is, never what they may do."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def list_apps(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[SocialApp]:
        """Those of the file; a row in the database is no configuration."""
        return [one for one in super().list_apps(request, *args, **kwargs) if one.pk is None]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person, link them the first time, or refuse."""
        if sociallogin.is_existing or providers.link(request, sociallogin, at=clock.now()):
            return
        raise ImmediateHttpResponse(refused_by_provider(request))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, *more: Any, **words: Any
    ) -> None:
        raise ImmediateHttpResponse(redirect(f"{reverse('login')}?provider=failed"))


def refused_by_provider(request: HttpRequest) -> HttpResponse:
    """They are known there, and nobody here; or their account is closed. Auditors are told."""
    providers.refuse(by=stranger_of(request), at=clock.now())
    return render(request, "account/not_known.html", status=403)
