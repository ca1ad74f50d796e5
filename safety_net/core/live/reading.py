"""The few questions that the live channel asks the database. Called in threads, never in a loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.db import connection, transaction

from safety_net.core import wall
from safety_net.core.access import Viewer
from safety_net.core.clock import iso
from safety_net.core.live import protocol, registry
from safety_net.core.live.limits import Limits
from safety_net.core.live.ring import Row

# One statement sees one snapshot, so the head and the rows up to it always agree.
AFTER = """
SELECT head.seq, now(), entry.*
FROM core_loghead AS head LEFT JOIN LATERAL (
    SELECT seq, at, kind, actor_name, actor_user_id, actor_agency_id, actor_kind,
        subject_type, subject_id, payload::text, audience FROM core_logentry
    WHERE seq > %(after)s AND seq <= head.seq ORDER BY seq LIMIT %(limit)s
) AS entry ON true
"""

# An entry that was archived away is found by its absence: the first one kept is not after + 1.
MISSED = """
SELECT head.seq, EXISTS (SELECT FROM core_logentry WHERE seq = %(after)s + 1), entry.*
FROM core_loghead AS head LEFT JOIN LATERAL (
    SELECT seq, at, kind, actor_name, actor_user_id, actor_agency_id, actor_kind,
        subject_type, subject_id, payload::text, audience FROM core_logentry
    WHERE seq > %(after)s AND seq <= head.seq AND head.seq - %(after)s <= %(range)s
        AND audience && %(tokens)s::text[]
    ORDER BY seq LIMIT %(limit)s
) AS entry ON true
"""


@dataclass(frozen=True)
class News:
    """The log after some seq: rows up to and including `upto`; `head` as it was then, at `at`."""

    head: int
    at: str | None
    rows: list[Row]
    upto: int


def head() -> int:
    """The log's last seq."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM core_loghead WHERE id = 1")
        return int(cursor.fetchone()[0])


def news(after: int, *, limit: int = 1_000) -> News:
    """Everything after `after`, for all audiences; at most `limit` rows."""
    with connection.cursor() as cursor:
        cursor.execute(AFTER, {"after": after, "limit": limit})
        found = cursor.fetchall()
    last, at = found[0][0], iso(found[0][1])
    rows = [_row(values[2:]) for values in found if values[2] is not None]
    upto = rows[-1].seq if len(rows) == limit else last
    return News(head=last, at=at, rows=rows, upto=upto)


def missed(after: int, tokens: frozenset[str], limits: Limits) -> News | None:
    """What holders of `tokens` missed after `after`; None if a snapshot is the shorter way."""
    question: dict[str, int | list[str]] = {
        "after": min(after, 2**62),
        "range": limits.catch_up_range,
        "tokens": sorted(tokens),
        "limit": limits.catch_up_entries + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(MISSED, question)
        found = cursor.fetchall()
    last, next_is_kept = found[0][0], found[0][1]
    rows = [_row(values[2:]) for values in found if values[2] is not None]
    too_old = after < last and (not next_is_kept or last - after > limits.catch_up_range)
    too_much = len(rows) > limits.catch_up_entries or _size(rows) > limits.catch_up_bytes
    if after > last or too_old or too_much:
        return None
    return News(head=last, at=None, rows=rows, upto=last)


def snapshot(viewer: Viewer) -> tuple[int, bytes]:
    """The board and the seq it stands at, read in one snapshot of the database; and its frame."""
    with wall.looking(viewer):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")  # the wall stands before the transaction takes its picture
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            as_of = head()
            board = registry.board_of(viewer)
    return as_of, protocol.snapshot(board, as_of=as_of)


def _size(rows: Sequence[Row]) -> int:
    return sum(len(row.text) for row in rows)


def _row(values: Sequence[Any]) -> Row:
    seq, at, kind, name, user, agency, actor, subject, subject_id, payload, audience = values
    text = encode(
        seq=seq,
        at=at,
        kind=kind,
        by={"name": name, "user": user, "agency": agency, "kind": actor},
        subject={"type": subject, "id": subject_id},
        payload=payload,
    )
    return Row(seq=seq, audience=frozenset(audience), text=text)


def encode(
    *, seq: int, at: datetime, kind: str, by: dict[str, Any], subject: dict[str, Any], payload: str
) -> bytes:
    """The wire form of `LogEntry.wire()`; the payload stays the text PostgreSQL gave."""
    return orjson.dumps(
        {
            "seq": seq,
            "at": iso(at),
            "kind": kind,
            "by": by,
            "subject": subject,
            "data": orjson.Fragment(payload),
        }
    )
