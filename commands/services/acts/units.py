"""Verbs that act on units: send, move, clear, available, out of service."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _

from commands.services.acts.acting import Command, Outcome
from commands.services.locking import lock
from dispatch.models import Assignment
from dispatch.permissions import assignment_for, assignments_for, require
from dispatch.services import clearing, moving, sending
from dispatch.states import UnitStatus
from incidents.permissions import incident_for
from incidents.services import noting
from incidents.states import NoteAudience
from safety_net.core.errors import NotFound
from units.permissions import unit_for
from units.services import duties
from units.states import Duty

SOURCE = "line"


def send(command: Command) -> Outcome:
    """Send units; the note goes to everybody on the incident."""
    values = command.values
    incident = incident_for(command.viewer, values["incident"], "see")
    require(command.viewer, "dispatch")
    sent = sending.send(
        incident_id=incident.pk,
        unit_ids=values["units"],
        first=values["status"],
        also=command.also,
        source=SOURCE,
        **command.who,
    )
    if values.get("note"):
        incident_for(command.viewer, incident.pk, "note")
        noting.add_note(
            incident_id=incident.pk, text=values["note"], audience=NoteAudience.ALL, **command.who
        )
    told = {
        "units": command.call_signs(values["units"]),
        "incident": incident.number,
        "status": UnitStatus(values["status"]).label,
    }
    return Outcome(
        text=str(_("%(units)s → %(incident)s: %(status)s")) % told,
        # A note stays: it was read by then.
        undo=[{"do": "unsend", "assignment": one.pk} for one in sent],
        incidents=[incident.pk],
        units=values["units"],
    )


def move(command: Command) -> Outcome:
    """Units reach a status, each on its incident."""
    undo = []
    for assignment in _assignments(command):
        moved = moving.move(
            assignment_id=assignment.pk,
            status=command.values["status"],
            destination=command.values.get("destination", ""),
            source=SOURCE,
            **command.who,
        )
        if moved.status_since == command.at:
            undo.append({"do": "unmove", "assignment": moved.pk})
    return _told(command, UnitStatus(command.values["status"]).label, undo)


def clear(command: Command) -> Outcome:
    """Units are done, each on its incident."""
    undo = []
    for assignment in _assignments(command):
        cleared = clearing.clear(
            assignment_id=assignment.pk,
            reason=command.values.get("reason", ""),
            then=command.values["then"],
            source=SOURCE,
            **command.who,
        )
        if cleared.cleared_at is not None and cleared.cleared_at >= command.at:
            undo.append({"do": "unmove", "assignment": cleared.pk})
    return _told(command, UnitStatus.CLEAR.label, undo)


def set_duty(command: Command) -> Outcome:
    """Units are available, or out of service for a reason."""
    duty = Duty(command.values.get("duty", Duty.OUT_OF_SERVICE))
    undo = []
    for pk in sorted(command.values["units"]):
        before = unit_for(command.viewer, pk, "unit_status")
        after = duties.set_duty(
            unit_id=pk, duty=duty, reason=command.values.get("reason", ""), **command.who
        )
        undo.append(
            {
                "do": "duty",
                "unit": pk,
                "duty": str(before.duty),
                "reason": before.duty_reason,
                "version": after.version,
            }
        )
    return _told(command, duty.label, undo)


def _assignments(command: Command) -> Iterator[Assignment]:
    """By incident, then by unit; every incident and unit of the line is locked before the first."""
    pairs = list(zip(command.values["on"], command.values["units"], strict=True))
    lock(incidents=command.values["on"], units=command.values["units"])
    for incident, unit in sorted(pairs):
        on_it = assignments_for(command.viewer).filter(incident_id=incident, unit_id=unit)
        pk = on_it.filter(cleared_at__isnull=True).values_list("pk", flat=True).first()
        if pk is None:
            raise NotFound
        yield assignment_for(command.viewer, pk, "unit_status")


def _told(command: Command, status: object, undo: list[dict[str, object]]) -> Outcome:
    units, on = command.values["units"], command.values.get("on", [])
    told = {"units": command.call_signs(units), "status": status}
    return Outcome(
        text=str(_("%(units)s: %(status)s")) % told,
        undo=undo,
        incidents=sorted(set(on)),
        units=units,
    )


ON_UNITS: dict[str, Callable[[Command], Outcome]] = {
    "send": send,
    "move": move,
    "carry": move,
    "clear": clear,
    "available": set_duty,
    "out_of_service": set_duty,
}
