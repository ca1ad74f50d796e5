"""Write the entries of a change: take the head, chain the hashes, insert, tell the hubs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import connection, transaction

from safety_net.core.access import Actor
from safety_net.core.city_log import chain
from safety_net.core.city_log.events import Event
from safety_net.core.live import wakeups

TAKE_HEAD = "SELECT seq, hash FROM core_loghead WHERE id = 1 FOR UPDATE"
WRITE = """
WITH head AS (UPDATE core_loghead SET seq = %(seq)s, hash = %(hash)s WHERE id = 1)
INSERT INTO core_logentry (seq, at, kind, actor_kind, actor_user_id, actor_agency_id, actor_name,
    actor_role, request_id, address, subject_type, subject_id, audience, payload, prev_hash, hash)
SELECT r.seq, r.at, r.kind, r.actor_kind, r.actor_user_id, r.actor_agency_id, r.actor_name,
    r.actor_role, r.request_id, r.address, r.subject_type, r.subject_id,
    ARRAY(SELECT jsonb_array_elements_text(r.audience)), r.payload,
    decode(r.prev_hash, 'hex'), decode(r.hash, 'hex')
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r(seq bigint, at timestamptz, kind text,
    actor_kind text, actor_user_id bigint, actor_agency_id bigint, actor_name text,
    actor_role text, request_id text, address inet, subject_type text, subject_id bigint,
    audience jsonb, payload jsonb, prev_hash text, hash text)
"""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An entry before it has its place in the log."""

    event: Event
    audience: list[str]
    by: Actor
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Ready:
    """An entry that lacks nothing but its place: JSON of its row, and what its hash covers."""

    row: str
    content: str


def write(drafts: list[Draft]) -> None:
    """Append `drafts` in order. Call it last in the transaction: it locks the head row.

    Everybody who writes waits for that row, so all that can be done before is done before.
    """
    entries = [_ready(draft) for draft in drafts]
    with connection.cursor() as cursor:
        cursor.execute(TAKE_HEAD)
        seq, taken = cursor.fetchone()
        previous, rows = bytes(taken), []
        for entry in entries:
            seq += 1
            digest = chain.link_to(previous, seq=seq, content=entry.content)
            place = f'"seq": {seq}, "prev_hash": "{previous.hex()}", "hash": "{digest.hex()}"'
            rows.append(f"{entry.row[:-1]}, {place}}}")
            previous = digest
        given = {"seq": seq, "hash": previous, "rows": f"[{', '.join(rows)}]"}
        cursor.execute(WRITE, given)
    transaction.on_commit(partial(wakeups.announce, seq))


def _ready(draft: Draft) -> Ready:
    event, by, payload = draft.event, draft.by, draft.event.data()
    address = chain.address(by.address)
    actor = [by.kind, by.user_id, by.agency_id, by.name, by.role, by.request_id, address]
    row = {
        "at": draft.at.isoformat(),
        "kind": event.kind,
        "actor_kind": by.kind,
        "actor_user_id": by.user_id,
        "actor_agency_id": by.agency_id,
        "actor_name": by.name,
        "actor_role": by.role,
        "request_id": by.request_id,
        "address": address,
        "subject_type": event.subject_type,
        "subject_id": event.subject_id,
        "audience": draft.audience,
        "payload": payload,
    }
    content = chain.content(
        at=draft.at,
        kind=event.kind,
        actor=actor,
        subject=[event.subject_type, event.subject_id],
        audience=draft.audience,
        payload=payload,
    )
    return Ready(row=json.dumps(row), content=content)
