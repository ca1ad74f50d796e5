"""Integration accounts, for tests."""

from __future__ import annotations

from agencies.models import Agency, Membership, Role
from agencies.programs.accounts import make_account
from safety_net.core import clock
from safety_net.core.access import SYSTEM
from tests.support.cast import JsonClient, a_token


def an_account(agency: Agency, role: str = Role.DISPATCHER, name: str = "gateway") -> Membership:
    """A machine of the agency."""
    return make_account(agency_id=agency.pk, name=name, role=role, by=SYSTEM, at=clock.now())


def its_client(account: Membership, key: str, *scopes: str) -> JsonClient:
    """REST as that machine."""
    a_token(account, key, *scopes)
    client = JsonClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {key}")
    return client


def a_program(agency: Agency) -> dict[str, int]:
    """Ids of an integration account and of a token that it has."""
    account = an_account(agency)
    return {"integrations": account.pk, "tokens": a_token(account, "a key of a program").pk}
