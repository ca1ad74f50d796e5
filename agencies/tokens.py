"""Make tokens for programs. The key is told once; only its digest is kept."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from agencies.models import ApiToken, Membership

KEY_BYTES = 32


def make_token(
    membership: Membership, *, name: str, at: datetime, days: int | None = None
) -> tuple[ApiToken, str]:
    """A token that acts as `membership`, for ever or for `days`; and its key."""
    key = secrets.token_urlsafe(KEY_BYTES)
    token = ApiToken.objects.create(
        membership=membership,
        name=name,
        digest=ApiToken.digest_of(key),
        created_at=at,
        expires_at=at + timedelta(days=days) if days else None,
    )
    return token, key
