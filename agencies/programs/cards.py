"""Tokens and integration accounts as clients read them. Keys are in none of them."""

from __future__ import annotations

from typing import Any

from agencies.models import ApiToken, Membership
from safety_net.core.clock import iso


def token_of(token: ApiToken) -> dict[str, Any]:
    """`old_until`: until then the key before the last rotation counts, too."""
    return {
        "id": token.pk,
        "name": token.name,
        "scopes": token.scopes,
        "hint": token.hint,
        "made_at": iso(token.created_at),
        "expires_at": iso(token.expires_at),
        "old_until": iso(token.old_until),
        "last_used_at": iso(token.last_used_at),
    }


def account_of(account: Membership) -> dict[str, Any]:
    return {
        "id": account.pk,
        "name": account.user.first_name,
        "role": account.role,
        "is_active": account.is_active,
        "tokens": [token_of(one) for one in account.tokens.all()],
    }
