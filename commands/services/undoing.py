"""Take back what a line did, within ten seconds and where nothing else has happened since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from math import ceil
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from commands.models import CommandRun
from commands.services.locking import lock
from commands.services.running import UNDO_STANDS
from dispatch.models import Assignment
from dispatch.selectors.moves import last_step
from dispatch.services import records, undoing
from dispatch.services.undoing import TooLateToUndo
from incidents.services import holding
from incidents.services.correcting import change_priority
from incidents.services.records import expect, locked_open
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.errors import Refusal
from units.services import duties
from units.services import records as unit_records
from units.services.telling import tell

Step = dict[str, Any]


class NothingToUndo(Refusal):
    code = "nothing_to_undo"
    title = _("What this command did can't be undone.")


class UndoneAlready(Refusal):
    code = "undone_already"
    title = _("This command was undone already.")


def undo_run(*, run_id: int, by: Actor, at: datetime) -> CommandRun:
    """Every step of the command back, or none: whatever cannot be taken back refuses aloud."""
    with city_log.change(by=by, at=at):
        run = CommandRun.objects.select_for_update().get(pk=run_id)
        if run.undone_at is not None:
            raise UndoneAlready
        if not run.undo:
            raise NothingToUndo
        if at - run.at > UNDO_STANDS:
            raise TooLateToUndo
        _lock_all(run.undo)
        for step in run.undo:
            if "assignment" in step:
                _expect_last(step["assignment"], run, by)
            TAKE_BACK[step["do"]](step, by, at)
        run.undone_at = at
        run.save(update_fields=["undone_at"])
    return run


def _lock_all(steps: list[Step]) -> None:
    """What the steps are about."""
    sent = Assignment.objects.filter(
        pk__in=[one["assignment"] for one in steps if "assignment" in one]
    )
    pairs = list(sent.values_list("incident_id", "unit_id"))
    lock(
        incidents=[one["incident"] for one in steps if "incident" in one]
        + [one for one, _ in pairs],
        units=[one["unit"] for one in steps if "unit" in one] + [unit for _, unit in pairs],
    )


def _expect_last(assignment_id: int, run: CommandRun, by: Actor) -> None:
    """TooLateToUndo where the last that was done to the unit is not what this command did."""
    assignment = records.locked(assignment_id, agency_id=by.agency_id)
    last = last_step(assignment)
    if last is None or last.at != run.at:
        raise TooLateToUndo


def _unsend(step: Step, by: Actor, at: datetime) -> None:
    undoing.undo_send(assignment_id=step["assignment"], by=by, at=at)


def _unmove(step: Step, by: Actor, at: datetime) -> None:
    undoing.undo_move(assignment_id=step["assignment"], by=by, at=at)


def _duty(step: Step, by: Actor, at: datetime) -> None:
    """Back to what it did, which need not be a move that one may make."""
    with city_log.change(by=by, at=at) as log:
        unit = unit_records.locked_own(step["unit"], by)
        unit_records.expect(unit, step["version"])
        unit_records.expect_free(unit)
        duties.enter(unit, step["duty"], at=at, reason=step["reason"])
        tell(unit, "duty", log, reason=unit.duty_reason)


def _hold(step: Step, by: Actor, at: datetime) -> None:
    expect(locked_open(step["incident"]), step["version"])
    until = parse_datetime(step["until"]) if step["until"] else None
    minutes = ceil((until - at).total_seconds() / 60) if until else 0
    if minutes > 0:
        holding.hold(
            incident_id=step["incident"], minutes=minutes, reason=step["reason"], by=by, at=at
        )
    else:
        holding.release(incident_id=step["incident"], by=by, at=at)


def _priority(step: Step, by: Actor, at: datetime) -> None:
    change_priority(
        incident_id=step["incident"],
        version=step["version"],
        priority=step["priority"],
        reason=str(_("taken back")),
        by=by,
        at=at,
    )


TAKE_BACK: dict[str, Callable[[Step, Actor, datetime], None]] = {
    "unsend": _unsend,
    "unmove": _unmove,
    "duty": _duty,
    "hold": _hold,
    "priority": _priority,
}
