"""The next contact method of a person, where one failed or did not deliver in time.

It does not wait for the next step of an escalation, and it ends: each method is tried once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import connection

from notify import hooks
from notify.models import Delivery, Message
from notify.selectors.carriers import Carrier, carriers
from notify.selectors.people import Method, Someone, people
from notify.states import DeliveryState, Lane, MessageState
from safety_net.core import city_log
from safety_net.core.access import SYSTEM

OVERDUE = """
SELECT d.id FROM notify_delivery d
WHERE d.deadline IS NOT NULL AND d.deadline <= %(at)s ORDER BY d.deadline LIMIT %(limit)s
"""
# Told by their ids in both places: a join is quick only where statistics know how large a table is.
TAKE = """
WITH taken AS MATERIALIZED (
    SELECT d.id FROM notify_delivery d
    WHERE d.id = ANY (%(overdue)s) AND d.deadline <= %(at)s
    ORDER BY d.id FOR NO KEY UPDATE OF d SKIP LOCKED
)
UPDATE notify_delivery d SET deadline = NULL FROM taken
WHERE d.id = taken.id AND d.id = ANY (%(overdue)s)
RETURNING d.message_id
"""
Carried = Mapping[bool, Mapping[str, list[Carrier]]]


def fall_back(*, at: datetime, limit: int = 500) -> int:
    """Try the next method of everybody whose deadline has come; how many deliveries were added."""
    with city_log.change(by=SYSTEM, at=at):
        waiting = _waiting(_take_overdue(at=at, limit=limit))
        made = _next_ways(waiting, at=at) if waiting else []
        Delivery.objects.bulk_create(made)
    return len(made)


def _take_overdue(*, at: datetime, limit: int) -> set[int]:
    """The messages of which a delivery is overdue; what another has in hand is left to it."""
    with connection.cursor() as cursor:
        cursor.execute(OVERDUE, {"at": at, "limit": limit})
        overdue = [pk for (pk,) in cursor.fetchall()]
        if not overdue:
            return set()
        cursor.execute(TAKE, {"overdue": overdue, "at": at})
        return {message for (message,) in cursor.fetchall()}


def _waiting(message_ids: Iterable[int]) -> list[Message]:
    """Those of the messages that nobody has seen or answered and that still stand."""
    found = Message.objects.filter(
        pk__in=set(message_ids),
        state=MessageState.QUEUED,
        read_at__isnull=True,
        user__isnull=False,
    )
    messages = list(found.select_related("user").order_by("pk"))
    standing = hooks.wanted({(one.cause, one.generation) for one in messages})
    return [one for one in messages if (one.cause, one.generation) in standing]


def _next_ways(messages: Sequence[Message], *, at: datetime) -> list[Delivery]:
    known = people({one.user_id for one in messages if one.user_id is not None})
    carried = {flag: carriers(exercise=flag) for flag in {one.exercise for one in messages}}
    used = _used(messages)
    made = []
    for message in messages:
        someone = known.get(message.user_id or 0)
        tried = used.get(message.pk, set())
        method = _next_method(someone, tried, carried[message.exercise])
        if method is not None:
            carrier = carried[message.exercise][method.channel][0]
            made.append(_way(message, method, carrier, order=1 + len(tried), at=at))
    return made


def _used(messages: Sequence[Message]) -> dict[int, set[int]]:
    rows = Delivery.objects.filter(message__in=messages, method__isnull=False)
    found: dict[int, set[int]] = {}
    for message, method in rows.values_list("message_id", "method_id"):
        found.setdefault(message, set()).add(method)
    return found


def _next_method(
    someone: Someone | None, tried: set[int], carried: Mapping[str, list[Carrier]]
) -> Method | None:
    left = (one for one in (someone.methods if someone else ()) if one.id not in tried)
    return next((one for one in left if one.channel in carried), None)


def _way(
    message: Message, method: Method, carrier: Carrier, *, order: int, at: datetime
) -> Delivery:
    return Delivery(
        message=message,
        method_id=method.id,
        channel=method.channel,
        order=order,
        state=DeliveryState.PENDING,
        lane=Lane.URGENT if message.urgent else Lane.ORDINARY,
        next_at=at,
        deadline=at + timedelta(seconds=carrier.patience),
        provider_id=carrier.id,
        exercise=message.exercise,
        is_drill=carrier.is_drill,
    )
