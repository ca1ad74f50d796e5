"""Write down what became of many attempts at once, for those whose lease is still ours."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from notify.models import ContactMethod
from notify.selectors.carriers import carriers
from notify.services import telling
from notify.services.outcomes import Outcome
from notify.states import DeliveryState, Lane
from safety_net.core import city_log
from safety_net.core.access import SYSTEM

# The ids say once more which rows: joins alone are quick only where statistics know a table's size.
RECORD = """
WITH told AS (
    SELECT * FROM jsonb_to_recordset(%(rows)s::jsonb) AS r(id bigint, attempts int, state text,
        next_at timestamptz, reference text, fault text, waits boolean, provider_id bigint,
        lane int)
), ours AS MATERIALIZED (
    SELECT d.id FROM notify_delivery d JOIN told ON told.id = d.id
    WHERE d.id = ANY (%(ids)s) AND d.state = 'sending' AND d.attempts = told.attempts
    ORDER BY d.id FOR NO KEY UPDATE OF d
)
UPDATE notify_delivery d SET state = told.state, lease_until = NULL, next_at = told.next_at,
    provider_reference = CASE WHEN told.reference = '' THEN d.provider_reference
        ELSE told.reference END,
    fault = told.fault, lane = told.lane, provider_id = told.provider_id,
    sent_at = CASE WHEN told.state IN ('accepted', 'delivered') THEN %(at)s ELSE d.sent_at END,
    settled_at = CASE WHEN told.state IN ('pending', 'accepted') THEN NULL ELSE %(at)s END,
    deadline = CASE
        WHEN d.deadline IS NULL OR told.state IN ('delivered', 'cancelled', 'withheld') THEN NULL
        WHEN told.state = 'failed' THEN %(at)s
        WHEN told.state = 'accepted' AND NOT told.waits THEN NULL
        ELSE d.deadline END
FROM ours JOIN told USING (id) WHERE d.id = ours.id AND d.id = ANY (%(ids)s)
RETURNING d.id
"""
PROBES = """
UPDATE notify_providerbucket b
SET failures = CASE WHEN told.worked THEN 0 ELSE least(b.failures + told.failed, 1000) END
FROM unnest(%(providers)s::bigint[], %(worked)s::boolean[], %(failed)s::int[])
    AS told(provider_id, worked, failed)
WHERE b.provider_id = told.provider_id AND (NOT told.worked OR b.failures > 0)
"""
# A wait is nobody's news, and what is taken back was told by whoever took it back.
SILENT = (DeliveryState.PENDING, DeliveryState.CANCELLED)


def record(outcomes: Sequence[Outcome], *, at: datetime) -> int:
    """One statement for all, one entry for each incident; how many counted.

    An outcome whose lease has run out meanwhile counts no more: another sender has the delivery.
    """
    if not outcomes:
        return 0
    with city_log.change(by=SYSTEM, at=at) as log:
        with connection.cursor() as cursor:
            ids = [one.delivery.pk for one in outcomes]
            rows = json.dumps(_rows(outcomes, at=at))
            cursor.execute(RECORD, {"ids": ids, "rows": rows, "at": at})
            ours = {pk for (pk,) in cursor.fetchall()}
            _note_probes(outcomes)
        counted = [one for one in outcomes if one.delivery.pk in ours]
        _drop_gone(counted)
        telling.tell_moved(_moves(counted), log=log)
    return len(counted)


def _rows(outcomes: Sequence[Outcome], *, at: datetime) -> list[dict[str, Any]]:
    others = _other_providers(outcomes)
    return [
        {
            "id": one.delivery.pk,
            "attempts": one.delivery.attempts,
            "state": one.state,
            "next_at": one.next_at(at).isoformat(),
            "reference": one.reference,
            "fault": one.fault,
            "waits": one.waits,
            "provider_id": others.get(one.delivery.pk, one.delivery.provider_id),
            "lane": _lane(one),
        }
        for one in outcomes
    ]


def _lane(outcome: Outcome) -> int:
    if outcome.state != DeliveryState.PENDING:
        return outcome.delivery.lane
    urgent = outcome.delivery.lane in (Lane.URGENT, Lane.URGENT_AGAIN)
    return Lane.URGENT_AGAIN if urgent else Lane.ORDINARY_AGAIN


def _other_providers(outcomes: Sequence[Outcome]) -> dict[int, int]:
    """Delivery → the provider that is asked instead, where the channel has another one."""
    again = [one.delivery for one in outcomes if one.state == DeliveryState.PENDING]
    found: dict[int, int] = {}
    for exercise in {one.exercise for one in again}:
        carried = carriers(exercise=exercise)
        for delivery in (one for one in again if one.exercise == exercise):
            ids = [one.id for one in carried.get(delivery.channel, [])]
            here = ids.index(delivery.provider_id) if delivery.provider_id in ids else -1
            if ids:
                found[delivery.pk] = ids[(here + 1) % len(ids)]
    return found


def _note_probes(outcomes: Iterable[Outcome]) -> None:
    """Whether each provider that was asked works."""
    worked: dict[int, bool] = {}
    failed: dict[int, int] = {}
    for one in outcomes:
        provider = one.delivery.provider_id
        if provider is not None and one.probe is not None:
            worked[provider] = worked.get(provider, False) or one.probe
            failed[provider] = failed.get(provider, 0) + (not one.probe)
    if not worked:
        return
    ids = sorted(worked)
    given: dict[str, Any] = {
        "providers": ids,
        "worked": [worked[pk] for pk in ids],
        "failed": [failed[pk] for pk in ids],
    }
    with connection.cursor() as cursor:
        cursor.execute(PROBES, given)


def _drop_gone(outcomes: Iterable[Outcome]) -> None:
    """An address that reaches nobody any more, such as a browser that unsubscribed."""
    gone = [one.delivery.method_id or 0 for one in outcomes if one.gone]
    if gone:
        ContactMethod.objects.filter(pk__in=gone).delete()


def _moves(outcomes: Iterable[Outcome]) -> list[telling.Move]:
    found = []
    for one in outcomes:
        if one.state not in SILENT:
            one.delivery.state = one.state
            message = one.delivery.message
            found.append(
                (message, telling.move_of(message, one.delivery), telling.name_of(one.delivery))
            )
    return found
