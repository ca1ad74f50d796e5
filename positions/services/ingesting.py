"""Take positions in: `ingest` is the only way to the latest positions and the history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from positions.services.judging import Judge
from positions.services.knowing import Known, city_box, units_named
from positions.services.reading import Sent, read_fix
from positions.services.refusing import remember
from positions.services.scope import NotAFix, Outcome, Refused, Scope
from positions.services.storing import Row, store
from positions.states import Reason, Source
from safety_net.core.errors import TooLarge

LARGEST_BATCH = 1_000


def ingest(fixes: Sequence[Any], *, scope: Scope, received: datetime) -> Outcome:
    """Store what can be believed of `fixes`; what can't is refused one by one, with its reason.

    A fix is {unit|call_sign|external_id, at, lon, lat, heading?, speed_kmh?, accuracy_m?}, as it
    came from JSON: `at` RFC 3339 with an offset, degrees WGS 84, heading clockwise from north. A
    batch may come twice: the second time everything is a duplicate. TooLarge for more than 1,000.
    """
    if len(fixes) > LARGEST_BATCH:
        raise TooLarge(_("A batch has at most 1,000 positions."))
    sent, refused = _read(fixes)
    with transaction.atomic():
        _do_not_wait_for_the_disk()
        accepted = _judge(sent, refused, scope, received) if sent else []
        stored = _store(accepted, refused, scope, received) if accepted else 0
        refused.sort(key=lambda one: one.index)
        remember(refused, fixes, scope=scope, received=received)
    return Outcome(accepted=stored, refused=refused)


def _read(fixes: Sequence[Any]) -> tuple[list[Sent], list[Refused]]:
    """Those that are positions, in the order of their time."""
    sent, refused = [], []
    for index, raw in enumerate(fixes):
        try:
            sent.append(read_fix(index, raw))
        except NotAFix as why:
            refused.append(Refused(index=index, reason=why.reason, text=why.text))
    sent.sort(key=_time)
    return sent, refused


def _time(fix: Sent) -> datetime:
    return fix.at


def _do_not_wait_for_the_disk() -> None:
    """A position that a crash of the database loses comes again in a second.

    Inside somebody else's transaction it is as durable as that one.
    """
    if len(connection.savepoint_ids) == 0:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")


def _judge(
    sent: Sequence[Sent], refused: list[Refused], scope: Scope, received: datetime
) -> list[tuple[int, Row]]:
    """(index, row) of those that can be believed."""
    judge = Judge(units_named(sent, scope), scope, received, city_box())
    is_simulation = scope.source == Source.SIMULATION
    accepted = []
    for fix in sent:
        try:
            unit = judge.accept(fix)
        except NotAFix as why:
            refused.append(Refused(index=fix.place, reason=why.reason, text=why.text))
            continue
        accepted.append((fix.place, _row(fix, unit, is_simulation)))
    return accepted


def _row(fix: Sent, unit: Known, is_simulation: bool) -> Row:
    _place, _named, at, lon, lat, heading, speed, accuracy = fix
    is_simulated = is_simulation or unit.is_simulated
    return unit.unit, lon, lat, at, heading, speed, accuracy, is_simulated


def _store(
    accepted: Sequence[tuple[int, Row]],
    refused: list[Refused],
    scope: Scope,
    received: datetime,
) -> int:
    """How many. Where another batch was quicker with something later, these are out of order."""
    stored = store([row for _, row in accepted], received=received, source=scope.source)
    late = [index for index, row in accepted if row[0] not in stored]
    reason = Reason.OUT_OF_ORDER
    refused += [Refused(index=index, reason=reason, text=reason.label) for index in late]
    return len(accepted) - len(late)
