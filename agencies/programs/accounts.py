"""Integration accounts: named machines of an agency. No password, no sign-in, no roster: tokens."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Membership, Role
from agencies.programs.events import IntegrationChanged
from agencies.programs.tokens import expect_name
from safety_net.core import city_log
from safety_net.core.access import ADMINS, AUDITORS, Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid, NotFound

# What a machine may act as: nothing that overrides others, and nothing above its own agency.
ROLES = (
    Role.CALL_TAKER,
    Role.DISPATCHER,
    Role.AGENCY_STAFF,
    Role.FIELD_CREW,
    Role.AGENCY_ADMIN,
)


def make_account(*, agency_id: int, name: str, role: str, by: Actor, at: datetime) -> Membership:
    """A new account of the agency; it can do nothing until it has a token."""
    with city_log.change(by=by, at=at) as log:
        agency = Agency.objects.select_for_update(no_key=True).get(pk=agency_id)
        user = User(username=f"program-{secrets.token_hex(8)}")
        user.first_name = _expect_free(agency, expect_name(name))
        user.set_unusable_password()
        user.save()
        account = Membership.objects.create(
            user=user, agency=agency, role=_expect_role(role), is_program=True
        )
        _tell(account, "made", ["name", "role"], log)
    return account


def change_account(
    *, account_id: int, values: Mapping[str, Any], by: Actor, at: datetime
) -> Membership:
    """Its name, role or whether it is active. Without activity none of its tokens counts."""
    with city_log.change(by=by, at=at) as log:
        rows = Membership.objects.select_for_update(of=("self",)).select_related("user", "agency")
        account = rows.filter(pk=account_id, is_program=True).first()
        if account is None:
            raise NotFound
        if "name" in values:
            _rename(account, values["name"])
        if "role" in values:
            account.role = _expect_role(values["role"])
        account.is_active = values.get("is_active", account.is_active)
        account.save()
        _tell(account, "changed", sorted(values), log)
    return account


def _rename(account: Membership, name: str) -> None:
    Agency.objects.select_for_update(no_key=True).get(pk=account.agency_id)
    wanted = expect_name(name)
    if wanted != account.user.first_name:
        account.user.first_name = _expect_free(account.agency, wanted)
        account.user.save(update_fields=["first_name"])


def _expect_free(agency: Agency, name: str) -> str:
    programs = Membership.objects.filter(agency=agency, is_program=True)
    if programs.filter(user__first_name=name).exists():
        raise Invalid(name=_("There is such an account already."))
    return name


def _expect_role(role: str) -> str:
    if role not in ROLES:
        raise Invalid(role=_("An integration account can't have this role."))
    return role


def _tell(account: Membership, what: str, fields: list[str], log: Log) -> None:
    entry = IntegrationChanged(
        subject_id=account.pk,
        what=what,
        name=account.user.first_name,
        agency=account.agency_id,
        role=account.role,
        is_active=account.is_active,
        fields=fields,
    )
    log.append(entry, audience={ADMINS, AUDITORS})
