"""Verbs that act on an incident: acknowledge, hold, note, priority, backup, share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from commands.selectors.helping import nearest_helpers
from commands.services.acts.acting import Command, Outcome
from dispatch.permissions import require
from incidents.models import Incident
from incidents.permissions import incident_for
from incidents.services import holding, noting, sharing, tracking
from incidents.services.correcting import change_priority
from incidents.states import NoteAudience, TrackRole
from safety_net.core.clock import iso
from units.models import Capability

Step = dict[str, Any]


def acknowledge(command: Command) -> Outcome:
    incident = _incident(command, "acknowledge")
    tracking.acknowledge(incident_id=incident.pk, **command.who)
    return _told(_("%(incident)s: acknowledged"), incident)


def hold(command: Command) -> Outcome:
    """Taken back, the former hold stands again, or none."""
    incident = _incident(command, "hold")
    minutes = command.values["minutes"]
    held = holding.hold(
        incident_id=incident.pk, minutes=minutes, reason=command.values["reason"], **command.who
    )
    before = {"until": iso(incident.held_until), "reason": incident.hold_reason}
    undo = {"do": "hold", "incident": incident.pk, "version": held.version, **before}
    return _told(_("%(incident)s: on hold for %(minutes)s min"), incident, [undo], minutes=minutes)


def note(command: Command) -> Outcome:
    incident = _incident(command, "note")
    audience = command.values["audience"]
    noting.add_note(
        incident_id=incident.pk, text=command.values["text"], audience=audience, **command.who
    )
    return _told(_("%(incident)s: note written"), incident)


def priority(command: Command) -> Outcome:
    incident = _incident(command, "change")
    changed = change_priority(
        incident_id=incident.pk,
        version=incident.version,
        priority=command.values["priority"],
        reason=command.values.get("reason", ""),
        **command.who,
    )
    undo = {
        "do": "priority",
        "incident": incident.pk,
        "version": changed.version,
        "priority": incident.priority,
    }
    return _told(_("%(incident)s: P%(level)s"), incident, [undo], level=changed.priority)


def backup(command: Command) -> Outcome:
    """A note for everybody involved; and the line that would send the nearest of one's own.

    Nothing is sent without a person, so the line is only offered.
    """
    incident = _incident(command, "note")
    require(command.viewer, "dispatch")
    asked = Capability.objects.get(code=command.values["capability"])
    number = command.values["number"]
    text = str(_("Backup asked for: %(number)s × %(ko)s (%(en)s)"))
    told = {"number": number, "ko": asked.name_ko, "en": asked.name_en}
    noting.add_note(
        incident_id=incident.pk, text=text % told, audience=NoteAudience.ALL, **command.who
    )
    near = nearest_helpers(
        incident, asked, number, agency_id=command.by.agency_id or 0, at=command.at
    )
    outcome = _told(_("%(incident)s: backup asked for"), incident)
    outcome.next = _sending(command, near, incident)
    return outcome


def transfer(command: Command) -> Outcome:
    """Ask an agency for support, to be informed, or to take the lead."""
    incident = _incident(command, "share")
    role = command.values["role"]
    leads = role == TrackRole.LEAD
    sharing.ask_agency(
        incident_id=incident.pk,
        agency_id=command.values["agency"],
        role=TrackRole.SUPPORT if leads else role,
        takes_over=leads,
        reason=command.values.get("reason", ""),
        **command.who,
    )
    agency = Agency.objects.get(pk=command.values["agency"])
    return _told(_("%(incident)s: %(agency)s asked"), incident, agency=agency)


def _incident(command: Command, verb: str) -> Incident:
    return incident_for(command.viewer, command.values["incident"], verb)


def _told(
    text: object, incident: Incident, undo: list[Step] | None = None, **values: object
) -> Outcome:
    said = str(text) % {"incident": incident.number, **values}
    return Outcome(text=said, undo=undo or [], incidents=[incident.pk])


def _sending(command: Command, units: list[str], incident: Incident) -> str:
    words = [
        row["word"]
        for row in command.index.words.values()
        if row["verb"] == "send" and row["preset"].get("status") == "alerted"
    ]
    return " ".join([words[0], *units, incident.number]) if units and words else ""


ON_INCIDENTS: dict[str, Callable[[Command], Outcome]] = {
    "acknowledge": acknowledge,
    "hold": hold,
    "note": note,
    "priority": priority,
    "backup": backup,
    "transfer": transfer,
}
