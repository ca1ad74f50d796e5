"""Refused positions: every one is counted, and a few of each batch are kept to be looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db import connection

from positions.models import RefusedFix
from positions.services.scope import Refused, Scope

KEPT_OF_A_BATCH = 20
KEPT_OF_AN_AGENCY = 5_000
KEPT_FOR = timedelta(days=7)
LONGEST_NAME, LONGEST_SENT = 100, 300

COUNT = """
INSERT INTO positions_refusedcount AS count (agency_id, day, reason, number)
SELECT %s, %s, reason, number FROM unnest(%s::text[], %s::bigint[]) AS refused (reason, number)
ORDER BY reason
ON CONFLICT (agency_id, day, reason) DO UPDATE SET number = count.number + excluded.number
"""

# The newest of each agency stay; the rest is counted anyway.
FORGET = """
DELETE FROM positions_refusedfix WHERE received_at < %s OR id IN (
    SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY agency_id ORDER BY id DESC) AS place
        FROM positions_refusedfix
    ) AS placed WHERE place > %s
)
"""


def remember(
    refused: Sequence[Refused], fixes: Sequence[Any], *, scope: Scope, received: datetime
) -> None:
    """Count and keep what was refused. The city's own simulation is nobody's to look after."""
    if not refused or scope.agency_id is None:
        return
    RefusedFix.objects.bulk_create(
        [
            RefusedFix(
                agency_id=scope.agency_id,
                device_id=scope.device_id,
                named=_named(fixes[one.index]),
                reason=one.reason,
                sent=_sent(fixes[one.index]),
                received_at=received,
            )
            for one in refused[:KEPT_OF_A_BATCH]
        ]
    )
    numbers = Counter(one.reason.value for one in refused)
    day = received.date()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [scope.agency_id, day, list(numbers), list(numbers.values())])


def forget_refused(*, at: datetime) -> int:
    """Drop what is old or too much of the list; how many."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [at - KEPT_FOR, KEPT_OF_AN_AGENCY])
        return int(cursor.rowcount)


def _named(raw: Any) -> str:
    if not isinstance(raw, dict):
        return ""
    given = [raw[name] for name in ("call_sign", "external_id", "unit") if name in raw]
    return _short(str(given[0]), LONGEST_NAME) if given else ""


def _sent(raw: Any) -> str:
    """What was sent, cut short; a number beyond 64 bits is written as Python does."""
    try:
        text = orjson.dumps(raw).decode()
    except orjson.JSONEncodeError:
        text = str(raw)
    return _short(text, LONGEST_SENT)


def _short(text: str, longest: int) -> str:
    """As much as fits, without what PostgreSQL can't keep."""
    return text[:longest].encode(errors="replace").decode().replace("\x00", "")
