"""People in the admin site. What has a page of its own, or is secret, is not there."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.models import GivenPassword
from accounts.services.activity import set_active
from safety_net.core import acting, clock

# Seeds of second factors, and providers that no file names.
for model in (EmailAddress, Authenticator, SocialApp, SocialToken):
    admin.site.unregister(model)
admin.site.unregister(SocialAccount)
admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(UserAdmin[User]):
    """A new person gets a password that is good for choosing another one."""

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        active = obj.is_active
        changes = change and "is_active" in form.changed_data
        super().save_model(request, obj, form, change)
        if not change:
            GivenPassword.objects.get_or_create(user=obj, defaults={"at": clock.now()})
        if changes:
            set_active(user=obj, active=active, by=acting.person_of(request), at=clock.now())

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002  (Django's name)
        form_url: str = "",
    ) -> HttpResponse:
        """Passwords are given on the page for it, which ends sessions and tells auditors."""
        return redirect("account-people")
