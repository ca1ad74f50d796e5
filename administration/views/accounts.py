"""What is done to the account of a member: its name, its password, whether it opens anything."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from administration.views.frame import Framed
from administration.views.member_forms import PersonForm
from agencies.models import Membership
from agencies.permissions import member_for
from agencies.services import accounts
from safety_net.core.errors import Forbidden, Refusal


class AccountAct(Framed):
    """A POST about the account of one member; it comes back to the member's page."""

    page_name = "admin-members"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        member = member_for(self.viewer, pk)
        try:
            answer = self.act(member, request)
        except Forbidden:
            raise
        except Refusal as refusal:
            fields = refusal.extra.get("fields") or {}
            messages.warning(request, " ".join(fields.values()) or str(refusal))
            answer = None
        return answer or redirect("admin-member", pk=pk)

    def act(self, member: Membership, request: HttpRequest) -> HttpResponseBase | None:
        raise NotImplementedError


class NamePerson(AccountAct):
    def act(self, member: Membership, request: HttpRequest) -> HttpResponseBase | None:
        form = PersonForm(request.POST)
        if not form.is_valid():
            told = [str(text) for errors in form.errors.values() for text in errors]
            messages.warning(request, " ".join(told))
            return None
        values: dict[str, Any] = form.cleaned_data
        accounts.name_person(user_id=member.user_id, **values, **self.who)
        messages.success(request, _("Kept."))
        return None


class RenewPassword(AccountAct):
    def act(self, member: Membership, request: HttpRequest) -> HttpResponseBase | None:
        password = accounts.renew_password(user_id=member.user_id, **self.who)
        return self.show("member_password.html", {"row": member, "password": password})


class SwitchAccount(AccountAct):
    def act(self, member: Membership, request: HttpRequest) -> HttpResponseBase | None:
        on = request.POST.get("active") == "1"
        accounts.switch_account(user_id=member.user_id, is_active=on, **self.who)
        told = _("The account opens again.") if on else _("The account is closed, at once.")
        messages.success(request, told)
        return None
