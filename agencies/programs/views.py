"""The pages of tokens: one's own, and those of the agency's integration accounts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import ApiToken, Membership
from agencies.programs import accounts, permissions, tokens
from agencies.programs.forms import AccountForm, RotationForm, TokenForm, mark
from safety_net.core import acting, clock
from safety_net.core.access import Viewer
from safety_net.core.errors import Refusal


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def my_tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens at the agency that one acts for, and a form for a new one."""
    viewer = _viewer(request)
    if request.method == "POST":
        return _make(request, viewer, permissions.own_place(viewer), back="my-tokens")
    return _tokens_page(request, viewer, TokenForm())


@require_safe
@never_cache
@login_required
def integrations(request: HttpRequest) -> HttpResponse:
    """The agency's integration accounts and their tokens."""
    return _accounts_page(request, _manager(request), AccountForm())


@require_POST
@never_cache
@login_required
def new_integration(request: HttpRequest) -> HttpResponse:
    viewer = _manager(request)
    form = AccountForm(request.POST)
    if form.is_valid():
        try:
            made = accounts.make_account(
                agency_id=viewer.agency_id or 0,
                by=acting.actor_of(request),
                at=clock.now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            mark(form, refusal)
        else:
            return redirect("integration-page", pk=made.pk)
    return _accounts_page(request, viewer, form, status=400)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def one_integration(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: a form for a new token of it, and what it has."""
    viewer = _manager(request)
    account = permissions.account_for(viewer, pk)
    if request.method == "POST":
        return _make(request, viewer, account, back="integration-page")
    return _account_page(request, account, TokenForm())


@require_POST
@login_required
def stop_or_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop an account with all its tokens, or let it act again."""
    account = permissions.account_for(_manager(request), pk)
    wanted = request.POST.get("active") == "yes"
    accounts.change_account(
        account_id=account.pk,
        values={"is_active": wanted},
        by=acting.actor_of(request),
        at=clock.now(),
    )
    messages.success(request, _("It may act again.") if wanted else _("It is stopped."))
    return redirect("integration-page", pk=pk)


@require_POST
@never_cache
@login_required
def rotate(request: HttpRequest, pk: int) -> HttpResponse:
    """A new key, shown once."""
    token = permissions.token_for(_viewer(request), pk)
    form = RotationForm(request.POST)
    if not form.is_valid():
        raise PermissionDenied
    made = tokens.rotate_token(
        token_id=token.pk,
        overlap=timedelta(hours=form.cleaned_data["overlap"]),
        by=acting.actor_of(request),
        at=clock.now(),
    )
    return _key_page(request, made)


@require_POST
@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    token = permissions.token_for(_viewer(request), pk)
    account = token.membership
    tokens.revoke_token(token_id=token.pk, by=acting.actor_of(request), at=clock.now())
    messages.success(request, _("The token has ended."))
    if account.is_program:
        return redirect("integration-page", pk=account.pk)
    return redirect("my-tokens")


def _make(request: HttpRequest, viewer: Viewer, owner: Membership, *, back: str) -> HttpResponse:
    form = TokenForm(request.POST)
    if form.is_valid():
        try:
            made = tokens.make_token(
                membership=owner,
                by=acting.actor_of(request),
                at=clock.now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            mark(form, refusal)
        else:
            return _key_page(request, made)
    if back == "my-tokens":
        return _tokens_page(request, viewer, form, status=400)
    return _account_page(request, owner, form, status=400)


def _key_page(request: HttpRequest, made: tuple[ApiToken, str]) -> HttpResponse:
    token, key = made
    return render(request, "programs/key.html", {"token": token, "key": key})


def _tokens_page(
    request: HttpRequest, viewer: Viewer, form: TokenForm, *, status: int = 200
) -> HttpResponse:
    context = _with_tokens(permissions.own_tokens(viewer), form)
    context["may_manage"] = permissions.may_manage(viewer)
    return render(request, "programs/tokens.html", context, status=status)


def _accounts_page(
    request: HttpRequest, viewer: Viewer, form: AccountForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "accounts": permissions.accounts_for(viewer), "now": clock.now()}
    return render(request, "programs/integrations.html", context, status=status)


def _account_page(
    request: HttpRequest, account: Membership, form: TokenForm, *, status: int = 200
) -> HttpResponse:
    context = {**_with_tokens(account.tokens.all(), form), "account": account}
    return render(request, "programs/integration.html", context, status=status)


def _with_tokens(rows: Any, form: TokenForm) -> dict[str, Any]:
    now = clock.now()
    soon = now + timedelta(days=14)
    return {"tokens": rows, "form": form, "rotation": RotationForm(), "now": now, "soon": soon}


def _viewer(request: HttpRequest) -> Viewer:
    viewer = acting.bound_viewer(request)
    if viewer is None:
        raise PermissionDenied
    return viewer


def _manager(request: HttpRequest) -> Viewer:
    viewer = _viewer(request)
    if not permissions.may_manage(viewer):
        raise PermissionDenied
    return viewer
