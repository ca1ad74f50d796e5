"""One's own account: the password, second factors and sessions."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.selectors.sessions import key_of, open_sessions
from accounts.services import guarding, passwords
from accounts.services.ending import end_sessions
from accounts.services.signing_in import sign_out
from accounts.views.tries import TooOftenMixin
from agencies import proving
from agencies.access import active_memberships
from safety_net.core import acting, clock


@require_safe
@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """What one signs in with, and where one is signed in."""
    user_id = int(request.user.pk or 0)
    factors = list(Authenticator.objects.filter(user_id=user_id).order_by("pk"))
    keys = [one for one in factors if one.type == Authenticator.Type.WEBAUTHN]
    kinds = {one.type for one in factors}
    memberships = active_memberships(user_id)
    refusal = acting.withheld_from(request)
    context = {
        "app": Authenticator.Type.TOTP in kinds,
        "codes": Authenticator.Type.RECOVERY_CODES in kinds,
        "keys": keys,
        "keys_work_here": keys_work(request),
        "is_required": any(one.role in proving.NEEDS_SECOND_FACTOR for one in memberships),
        "in_the_way": refusal is not None or lacks_for_admin(request),
        "by_demo_door": request.session.get(proving.SECOND_FACTOR) == proving.DEMO_DOOR,
        "memberships": memberships,
        "sessions": open_sessions(user_id, here=request.session.session_key or ""),
        "has_password": isinstance(request.user, User) and request.user.has_usable_password(),
    }
    return render(request, "accounts/account.html", context)


def lacks_for_admin(request: HttpRequest) -> bool:
    """Somebody of the admin site who has not proven enough to enter it."""
    is_staff = bool(getattr(request.user, "is_staff", False))
    return is_staff and not proving.second_factor_of(request.session)


def keys_work(request: HttpRequest) -> bool:
    """Browsers bind a security key to a name; a bare address is none (WebAuthn, 5.1.2)."""
    host, _port = split_domain_port(request.get_host())
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return True
    return False


class _GuardedPassword(PasswordChangeForm):
    """The present password is guarded like the one at the door."""

    request: HttpRequest

    def clean_old_password(self) -> str:
        name = self.user.get_username()
        tried = guarding.begin(name=name, by=guarding.stranger_of(self.request), at=clock.now())
        try:
            said = super().clean_old_password()
        except Exception:
            guarding.was_wrong(tried, what="password", at=clock.now())
            raise
        guarding.was_right(tried)
        return said


class Password(TooOftenMixin, PasswordChangeView):
    """Choose another password; all other sessions end."""

    template_name = "accounts/password.html"
    form_class = _GuardedPassword
    success_url = reverse_lazy("account")

    def get_form(self, form_class: Any = None) -> Any:
        form: Any = super().get_form(form_class)
        form.request = self.request
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        by, at = acting.person_of(self.request), clock.now()
        answer = super().form_valid(form)  # keeps this session, under a new key
        session = self.request.session
        session[proving.PASSWORD_IS_GIVEN] = False
        passwords.changed(
            user=form.user, how="by_hand", by=by, at=at, keep=session.session_key or ""
        )
        messages.success(self.request, _("The password is changed. All other sessions ended."))
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = bool(self.request.session.get(proving.PASSWORD_IS_GIVEN))
        return super().get_context_data(is_given=given, **kwargs)


@require_POST
@login_required
def end_one(request: HttpRequest, handle: str) -> HttpResponse:
    """End one of one's own sessions; this one is signed out of."""
    by, at = acting.person_of(request), clock.now()
    key = key_of(by.user_id or 0, handle)
    if key and key == request.session.session_key:
        sign_out(request, at=at)
        return redirect("login")
    if key:
        end_sessions(user_id=by.user_id or 0, why="elsewhere", by=by, at=at, only=key)
    return redirect("account")


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    """End all of one's own sessions but this one."""
    by, at = acting.person_of(request), clock.now()
    here = request.session.session_key or ""
    end_sessions(user_id=by.user_id or 0, why="elsewhere", by=by, at=at, but=here)
    return redirect("account")
