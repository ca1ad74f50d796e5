"""Who an identity provider speaks of: the one rule by which its word becomes one of our people.

A person is bound to the provider's own name for them (issuer's `sub`). The first time they are
found by e-mail, if the provider may do so (`link_by_email`), says that it has verified the address,
and exactly one open account has it, written there by an administrator. Nothing else makes or finds
an account, and no right ever comes from outside.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest

from accounts.events import ProviderLinked, SignInRefused
from safety_net.core import city_log
from safety_net.core.access import AUDITORS, Actor
from safety_net.core.request_log import request_id_of


def configured() -> list[dict[str, Any]]:
    """Every provider's app, as the file says."""
    apps: list[dict[str, Any]] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return apps


def settings_of(provider_id: str) -> dict[str, Any]:
    """What the file allows it; nothing for one that is not there (any more)."""
    found = [one["settings"] for one in configured() if one["provider_id"] == provider_id]
    return found[0] if found else {}


def vouches_for_second_factor(provider_id: str) -> bool:
    """Whether signing in there counts as a second factor here."""
    return bool(settings_of(provider_id).get("second_factor"))


def link(request: HttpRequest, sociallogin: SocialLogin, *, at: datetime) -> bool:
    """Bind the provider's word to the one account it means; False if there is not exactly one."""
    provider_id = str(sociallogin.account.provider)
    email = _verified_email(sociallogin.account.extra_data)
    if not email or not settings_of(provider_id).get("link_by_email"):
        return False
    people = list(User.objects.filter(email__iexact=email, is_active=True)[:2])
    if len(people) != 1:
        return False
    person = people[0]
    with city_log.change(by=_actor(request, person), at=at) as log:
        sociallogin.connect(request, person)
        event = ProviderLinked(subject_id=person.pk, provider=provider_id)
        log.append(event, audience=[AUDITORS])
    return True


def refuse(*, by: Actor, at: datetime) -> None:
    """Tell auditors that a provider sent somebody who is nobody here."""
    with city_log.change(by=by, at=at) as log:
        log.append(SignInRefused(subject_id=0, what="provider"), audience=[AUDITORS])


def _verified_email(data: dict[str, Any]) -> str:
    """The address, if the provider has verified it and both of its answers mean one person."""
    told, token = data.get("userinfo") or {}, data.get("id_token") or {}
    if told and token and told.get("sub") != token.get("sub"):
        return ""  # OpenID Connect Core 1.0, 5.3.2: such an answer must not be used
    said = told or token
    return str(said.get("email") or "") if said.get("email_verified") is True else ""


def _actor(request: HttpRequest, person: User) -> Actor:
    return Actor(
        name=person.get_full_name() or person.get_username(),
        user_id=person.pk,
        request_id=request_id_of(request),
        address=request.META.get("REMOTE_ADDR") or None,
    )
