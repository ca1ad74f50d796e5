"""The forms of signing in that differ from allauth's."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.internal.flows.login import perform_password_login
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django import forms
from django.http import HttpRequest, HttpResponse

from accounts import codes


class SignInForm(LoginForm):
    """Name and password. How long the session lasts is not the form's to say."""

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        self._login.redirect_url = redirect_url
        credentials = self.user_credentials()
        answer: HttpResponse = perform_password_login(request, credentials, self._login)
        return answer


class CodeForm(forms.Form):
    """The code of an app, or one of the recovery codes."""

    reauthenticated = False
    code = forms.CharField(max_length=40, strip=True)
    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        found = codes.accept(self.user.pk, self.cleaned_data["code"])
        if found is None:
            raise get_adapter().validation_error("incorrect_code")
        self.authenticator = found
        return str(self.cleaned_data["code"])

    def save(self) -> None:
        post_authentication(
            context.request, self.authenticator, reauthenticated=self.reauthenticated
        )


class CodeAgainForm(CodeForm):
    """The same by somebody who is signed in, before something sensitive."""

    reauthenticated = True


# What fido2 and allauth stumble over when a credential is not what a browser makes.
NONSENSE = (
    AttributeError,
    IndexError,
    InvalidSignature,
    KeyError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)


class _AnyKey:
    """Whatever is sent as a credential is right or wrong, and never a fault."""

    cleaned_data: dict[str, Any]

    def clean_credential(self) -> Any:
        clean: Callable[[], Any] | None = getattr(super(), "clean_credential", None)
        return _or_wrong(clean) if clean else self.cleaned_data["credential"]

    def clean(self) -> Any:
        return _or_wrong(super().clean)  # type: ignore[misc]


def _or_wrong(clean: Callable[[], Any]) -> Any:
    try:
        return clean()
    except NONSENSE as problem:
        raise get_adapter().validation_error("incorrect_code") from problem


class KeyForm(_AnyKey, AuthenticateWebAuthnForm):
    """A security key, after the password."""


class KeyAgainForm(_AnyKey, ReauthenticateWebAuthnForm):
    """The same by somebody who is signed in."""


class AddKeyForm(_AnyKey, AddWebAuthnForm):
    """A new security key."""
