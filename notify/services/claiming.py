"""Take what is due: urgent first, as fast as each provider allows, by no two senders at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from notify.services.claiming_sql import CLAIM, DUE, FILL, LOCK_BUCKETS, SPEND

# Longer than the longest timeout of a channel: who is slower than this has died.
LEASE = timedelta(seconds=60)
# Of one provider in one sender's hands, so that one that hangs does not hold all threads.
MOST_AT_ONCE = 20
# After so many failures in a row a provider is only probed.
DOWN_AFTER, PROBES = 8, 2


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A delivery that is ours until its lease runs out; `attempts` tells our lease from others."""

    delivery_id: int
    attempts: int
    provider_id: int


def claim(*, at: datetime, limit: int, in_flight: Mapping[int, int]) -> list[Claim]:
    """Lease up to `limit` deliveries. `in_flight`: provider → how many this sender has already.

    A provider's bucket is locked meanwhile; one that another sender has locked is left to it.
    """
    if limit <= 0:
        return []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(FILL, {"at": at})
        cursor.execute(LOCK_BUCKETS, {"at": at})
        tokens, rooms = {}, {}
        for provider, held, failures in cursor.fetchall():
            most = PROBES if failures >= DOWN_AFTER else MOST_AT_ONCE
            tokens[provider] = held
            rooms[provider] = max(0, min(int(held), most - in_flight.get(provider, 0)))
        if not any(rooms.values()):
            return []
        claims = _lease(rooms, at=at, limit=limit)
        _spend(claims, tokens, at=at)
    return claims


def _lease(rooms: Mapping[int, int], *, at: datetime, limit: int) -> list[Claim]:
    given: dict[str, Any] = {
        "providers": list(rooms),
        "rooms": list(rooms.values()),
        "limit": limit,
        "at": at,
        "lease_until": at + LEASE,
    }
    with connection.cursor() as cursor:
        cursor.execute(DUE, given)
        due = [pk for (pk,) in cursor.fetchall()]
        if not due:
            return []
        cursor.execute(CLAIM, {**given, "due": due})
        return [
            Claim(delivery_id=pk, attempts=attempts, provider_id=provider)
            for pk, attempts, provider in cursor.fetchall()
        ]


def _spend(claims: list[Claim], tokens: Mapping[int, float], *, at: datetime) -> None:
    left = dict(tokens)
    for one in claims:
        left[one.provider_id] -= 1
    if claims:
        with connection.cursor() as cursor:
            given: dict[str, Any] = {
                "providers": list(left),
                "tokens": list(left.values()),
                "at": at,
            }
            cursor.execute(SPEND, given)
