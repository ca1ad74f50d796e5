"""Put messages into the outbox, and take back what is no longer needed."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from notify.models import Message
from notify.selectors.people import Someone, people
from notify.services import telling
from notify.services.first_ways import Carried, carried_for, ways_for
from notify.services.queueing_sql import (
    CANCEL_MESSAGES,
    FORGET_PLANS,
    LOCK_DELIVERIES,
    LOCK_MESSAGES,
    MANY,
    QUEUE,
    SETTLE_DELIVERIES,
)
from safety_net.core.city_log import Log
from safety_net.core.errors import Refusal


class NoSuchPerson(Refusal):
    """A page for somebody who does not exist is a fault of whoever wrote it, so it is loud."""

    code = "no_such_person"


@dataclass(frozen=True, kw_only=True)
class Page:
    """What one person is to be told. A `dedupe_key` that was used before makes nothing.

    `kind` and `facts` become words when it is sent. `asks`: somebody must answer. `at_once`: by how
    many of the person's contact methods at the same time; the others follow where these fail.
    With `webhook_id` (a provider of that kind) it calls a program, and `user_id` is None.
    """

    dedupe_key: str
    user_id: int | None
    agency_id: int | None
    incident_id: int | None
    cause: str
    generation: int
    urgent: bool
    exercise: bool
    kind: str
    facts: dict[str, Any] = field(default_factory=dict)
    asks: bool = False
    at_once: int = 1
    webhook_id: int | None = None


def queue(pages: Sequence[Page], *, log: Log) -> list[Message]:
    """Write them in the caller's change, by the same few statements for one and for thousands.

    Returns those that are new. A pop-up at the desk is there at once; the person's first contact
    method is tried beside it, or, in an exercise, withheld where it would reach real people.
    """
    wanted = list({page.dedupe_key: page for page in pages}.values())
    if not wanted:
        return []
    known = people({page.user_id for page in wanted if page.user_id is not None})
    _refuse_unknown(wanted, known)
    made = _write(wanted, known, _carried(wanted), log)
    telling.tell_queued(made, {key: one.name for key, one in known.items()}, log=log)
    return [message for message, _channels in made]


def cancel(causes: Mapping[str, int], *, log: Log) -> int:
    """Take back what a cause (by its name, up to a generation) has not sent yet; how many.

    Nothing of it is tried again or by another way; its open messages ask nobody any more.
    """
    if not causes:
        return 0
    named: dict[str, Any] = {"causes": list(causes), "generations": json.dumps(dict(causes))}
    with connection.cursor() as cursor:
        cursor.execute(LOCK_MESSAGES, named)
        messages = [pk for (pk,) in cursor.fetchall()]
        if messages:
            cursor.execute(CANCEL_MESSAGES, {"messages": messages})
    return settle(messages, at=log.at)


def settle(messages: Sequence[int], *, at: datetime) -> int:
    """Nothing more is sent of these messages, and what is under way is not repeated; how many."""
    if not messages:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(LOCK_DELIVERIES, {"messages": list(messages)})
        deliveries = [pk for (pk,) in cursor.fetchall()]
        if not deliveries:
            return 0
        cursor.execute(SETTLE_DELIVERIES, {"deliveries": deliveries, "at": at})
        return int(cursor.fetchone()[0])


def _carried(pages: Sequence[Page]) -> Mapping[bool, Carried]:
    return {flag: carried_for(pages, exercise=flag) for flag in {page.exercise for page in pages}}


def _refuse_unknown(pages: Sequence[Page], known: Mapping[int, Someone]) -> None:
    missing = sorted({page.user_id for page in pages if page.user_id is not None} - set(known))
    if missing:
        raise NoSuchPerson(f"There is no person {missing}.", people=missing)


def _write(
    pages: Sequence[Page],
    known: Mapping[int, Someone],
    carried: Mapping[bool, Carried],
    log: Log,
) -> list[tuple[Message, list[str]]]:
    rows, ways = [], []
    channels: dict[str, list[str]] = {}
    for page in pages:
        first = ways_for(page, known.get(page.user_id or 0), carried[page.exercise], at=log.at)
        rows.append(_row(page))
        ways += first
        channels[page.dedupe_key] = [way["channel"] for way in first]
    given = {"messages": json.dumps(rows), "ways": json.dumps(ways), "at": log.at}
    made = list(Message.objects.raw(QUEUE, given))
    if len(made) > MANY:
        with connection.cursor() as cursor:
            cursor.execute(FORGET_PLANS)
    return [(message, channels[message.dedupe_key]) for message in made]


def _row(page: Page) -> dict[str, Any]:
    return {
        "dedupe_key": page.dedupe_key,
        "user_id": page.user_id,
        "webhook_id": page.webhook_id,
        "agency_id": page.agency_id,
        "incident_id": page.incident_id,
        "cause": page.cause,
        "generation": page.generation,
        "urgent": page.urgent,
        "exercise": page.exercise,
        "asks": page.asks,
        "kind": page.kind,
        "facts": page.facts,
        "code": str(1000 + secrets.randbelow(9000)) if page.asks else "",
    }
