"""The pages of escalation rules: the list, and the page on which one is written."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from agencies.models import Role
from escalation import permissions
from escalation.models import Rule
from escalation.rule_cards import rule_of
from escalation.selectors.choices import choices, name_of
from escalation.selectors.rules_listed import history_of, rule_rows
from escalation.states import CHANGES, SINCE
from escalation.wording import words
from safety_net.core import acting, clock
from safety_net.core.access import Viewer
from safety_net.core.errors import NotFound

WHAT = {
    "made": pgettext_lazy("what became of a rule", "made"),
    "changed": pgettext_lazy("what became of a rule", "changed"),
    "published": pgettext_lazy("what became of a rule", "published"),
    "retired": pgettext_lazy("what became of a rule", "retired"),
    "restored": pgettext_lazy("what became of a rule", "put to use again"),
}


@require_safe
@never_cache
@login_required
def rule_list(request: HttpRequest) -> HttpResponse:
    """Every rule that one may see, in words."""
    viewer = _reader(request)
    found = permissions.rules_for(viewer).order_by("pk")
    retired = "retired" in request.GET
    if not retired:
        found = found.filter(is_active=True)
    context = {
        "rows": rule_rows(found, now=clock.now()),
        "retired": retired,
        "may_write": permissions.may(viewer, "manage_rules"),
    }
    return render(request, "escalation/rules.html", context)


@require_safe
@never_cache
@login_required
@ensure_csrf_cookie
def new_rule(request: HttpRequest) -> HttpResponse:
    """An empty page to write a rule on."""
    viewer = _reader(request)
    if not permissions.may(viewer, "manage_rules"):
        raise PermissionDenied
    owner = None if viewer.role == Role.CITY_ADMIN else viewer.agency_id
    return render(request, "escalation/rule.html", {"page": _page(viewer, None, owner)})


@require_safe
@never_cache
@login_required
@ensure_csrf_cookie
def one_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """One rule: its sentence, its steps, and what it would do."""
    viewer = _reader(request)
    try:
        rule = permissions.rule_for(viewer, pk, "see_rules")
    except NotFound as problem:
        raise Http404 from problem
    context = {
        "rule": rule,
        "name": name_of(rule),
        "page": _page(viewer, rule, rule.agency_id),
        "history": [{**one, "what": WHAT[one["what"]]} for one in history_of(rule)],
    }
    return render(request, "escalation/rule.html", context)


def _reader(request: HttpRequest) -> Viewer:
    viewer = acting.bound_viewer(request)
    if viewer is None or not permissions.may(viewer, "see_rules"):
        raise PermissionDenied
    return viewer


def _page(viewer: Viewer, rule: Rule | None, owner: int | None) -> dict[str, Any]:
    """What the modules of the page begin with."""
    return {
        "rule": rule_of(rule) if rule else None,
        "owner": owner,
        "viewer_agency": viewer.agency_id,
        "may_write": permissions.may_write(viewer, owner),
        "may_copy": permissions.may(viewer, "manage_rules"),
        "is_city_admin": viewer.role == Role.CITY_ADMIN,
        "words": words(),
        "choices": choices(owner),
        "changes": sorted(str(kind) for kind in CHANGES),
        "since": {str(kind): list(moments) for kind, moments in SINCE.items()},
    }
