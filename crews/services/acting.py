"""What a crew says from the phone, each by the service of dispatch that a desk uses as well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from crews.permissions import SKEW
from dispatch.models import Assignment
from dispatch.services import clearing, maydays, moving, safety, undoing
from dispatch.states import UnitStatus
from incidents.services import noting
from incidents.services.records import IllegalMove
from incidents.states import NoteAudience
from safety_net.core.access import Actor
from safety_net.core.errors import Invalid
from units.models import Unit
from units.services import duties
from units.states import Duty

SOURCE = "crew"
# Answers to repeated requests are kept for two days; before that an act can't count twice.
OLDEST = timedelta(hours=24)


class ActKind(TextChoices):
    """What can be said with one thumb."""

    ACCEPT = "accept", _("accept")
    STATUS = "status", _("status")
    CLEAR = "clear", _("clear")
    NOTE = "note", _("note")
    CHECK = "check", _("all well")
    DUTY = "duty", _("duty")
    MAYDAY = "mayday", _("mayday")
    UNDO = "undo", _("undo")


@dataclass(frozen=True, kw_only=True)
class Act:
    """`happened` is when the thumb pressed; `at` when the server heard of it."""

    unit: Unit
    assignment: Assignment | None
    by: Actor
    at: datetime
    happened: datetime
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}

    @property
    def sent(self) -> Assignment:
        """The assignment that it is about, or Invalid."""
        if self.assignment is None:
            raise Invalid(assignment=_("Say on which assignment."))
        return self.assignment


def moment_of(happened: datetime | None, at: datetime) -> datetime:
    """When it happened, never after `at`. Invalid for a clock that is far off, or a day ago."""
    if happened is None:
        return at
    if happened > at + SKEW:
        raise Invalid(at=_("The phone's clock is ahead of the city's."))
    if happened < at - OLDEST:
        raise Invalid(at=_("This is more than a day ago."))
    return min(happened, at)


def perform(kind: str, act: Act) -> None:
    """Do it. The refusals are those of the services."""
    PERFORMED[kind](act)


def _accept(act: Act) -> None:
    try:
        _move(act, UnitStatus.ACKNOWLEDGED)
    except IllegalMove:
        # A colleague on the same unit was faster and went on; the order is accepted.
        if act.sent.cleared_at is not None:
            raise


def _status(act: Act) -> None:
    if "status" not in act.values:
        raise Invalid(status=_("Say which status."))
    _move(act, act.values["status"], destination=act.values.get("destination", ""))


def _move(act: Act, status: str, *, destination: str = "") -> None:
    moving.move(
        assignment_id=act.sent.pk,
        status=status,
        happened=act.happened,
        source=SOURCE,
        destination=destination,
        **act.who,
    )


def _clear(act: Act) -> None:
    clearing.clear(
        assignment_id=act.sent.pk,
        then=act.values.get("then", Duty.RETURNING),
        reason=act.values.get("reason", ""),
        happened=act.happened,
        source=SOURCE,
        **act.who,
    )


def _note(act: Act) -> None:
    noting.add_note(
        incident_id=act.sent.incident_id,
        text=act.values.get("text", ""),
        audience=act.values.get("audience", NoteAudience.ALL),
        happened=act.happened,
        **act.who,
    )


def _check(act: Act) -> None:
    safety.check(assignment_id=act.sent.pk, happened=act.happened, **act.who)


def _duty(act: Act) -> None:
    duties.set_duty(
        unit_id=act.unit.pk,
        duty=act.values.get("duty", ""),
        reason=act.values.get("reason", ""),
        happened=act.happened,
        **act.who,
    )


def _mayday(act: Act) -> None:
    maydays.raise_mayday(
        unit_id=act.unit.pk,
        lon=act.values.get("lon"),
        lat=act.values.get("lat"),
        happened=act.happened,
        **act.who,
    )


def _undo(act: Act) -> None:
    undoing.undo_move(assignment_id=act.sent.pk, **act.who)


PERFORMED: dict[str, Callable[[Act], None]] = {
    ActKind.ACCEPT: _accept,
    ActKind.STATUS: _status,
    ActKind.CLEAR: _clear,
    ActKind.NOTE: _note,
    ActKind.CHECK: _check,
    ActKind.DUTY: _duty,
    ActKind.MAYDAY: _mayday,
    ActKind.UNDO: _undo,
}
