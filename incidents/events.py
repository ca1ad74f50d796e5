"""The entries that incidents write into the city log. docs/live-entries.md shows each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from safety_net.core.city_log import Event, Look

Card = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class IncidentFiled(Event):
    kind: ClassVar[str] = "incident.filed"
    subject_type: ClassVar[str] = "incident"
    card: Card


@dataclass(frozen=True, kw_only=True)
class IncidentShared(Event):
    """To an agency that sees the incident from now on."""

    kind: ClassVar[str] = "incident.shared"
    subject_type: ClassVar[str] = "incident"
    card: Card


@dataclass(frozen=True, kw_only=True)
class IncidentSummarised(Event):
    """To agencies with a summary: all that they know of it, as it is now."""

    kind: ClassVar[str] = "incident.summarised"
    subject_type: ClassVar[str] = "incident"
    summary: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class IncidentWithdrawn(Event):
    """To an agency that sees nothing of it from now on."""

    kind: ClassVar[str] = "incident.withdrawn"
    subject_type: ClassVar[str] = "incident"


@dataclass(frozen=True, kw_only=True)
class IncidentReopened(Event):
    kind: ClassVar[str] = "incident.reopened"
    subject_type: ClassVar[str] = "incident"
    card: Card
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReportAttached(Event):
    kind: ClassVar[str] = "report.attached"
    subject_type: ClassVar[str] = "incident"
    report: dict[str, Any]
    reports: int
    version: int


@dataclass(frozen=True, kw_only=True)
class ReportAmended(Event):
    """`narrative` is the incident's, which follows that of its first report.

    `changed` names the fields, those of the caller among them; what they held is not in the log.
    """

    kind: ClassVar[str] = "report.amended"
    subject_type: ClassVar[str] = "incident"
    report: dict[str, Any]
    changed: list[str]
    narrative: str


@dataclass(frozen=True, kw_only=True)
class CallerRead(Look):
    """Somebody looked at who called; for auditors."""

    kind: ClassVar[str] = "caller.read"
    subject_type: ClassVar[str] = "incident"
    reports: list[int]


@dataclass(frozen=True, kw_only=True)
class TrackAdded(Event):
    kind: ClassVar[str] = "track.added"
    subject_type: ClassVar[str] = "incident"
    track: dict[str, Any]
    reason: str


@dataclass(frozen=True, kw_only=True)
class TrackMoved(Event):
    """Base of what an agency does; `status` and `version` are the incident's afterwards."""

    subject_type: ClassVar[str] = "incident"
    track: dict[str, Any]
    status: str
    version: int


@dataclass(frozen=True, kw_only=True)
class AgencyAcknowledged(TrackMoved):
    kind: ClassVar[str] = "track.acknowledged"


@dataclass(frozen=True, kw_only=True)
class AgencyStarted(TrackMoved):
    kind: ClassVar[str] = "track.started"


@dataclass(frozen=True, kw_only=True)
class AgencyFinished(TrackMoved):
    kind: ClassVar[str] = "track.finished"


@dataclass(frozen=True, kw_only=True)
class AgencyDeclined(TrackMoved):
    kind: ClassVar[str] = "track.declined"


@dataclass(frozen=True, kw_only=True)
class TrackReassigned(TrackMoved):
    """The role changed, or the agency is asked again; `reason` is what the asking agency said."""

    kind: ClassVar[str] = "track.reassigned"
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class AnswerOverdue(TrackMoved):
    """The agency that was asked has not answered in time."""

    kind: ClassVar[str] = "track.overdue"


@dataclass(frozen=True, kw_only=True)
class IncidentPlaced(Event):
    kind: ClassVar[str] = "incident.placed"
    subject_type: ClassVar[str] = "incident"
    place: dict[str, Any]
    version: int


@dataclass(frozen=True, kw_only=True)
class IncidentRetyped(Event):
    kind: ClassVar[str] = "incident.retyped"
    subject_type: ClassVar[str] = "incident"
    type: str
    was: str
    exercise: bool
    version: int


@dataclass(frozen=True, kw_only=True)
class IncidentReprioritised(Event):
    kind: ClassVar[str] = "incident.reprioritised"
    subject_type: ClassVar[str] = "incident"
    priority: int
    was: int
    reason: str
    version: int


@dataclass(frozen=True, kw_only=True)
class IncidentReclassified(Event):
    """The severity of a disaster, 1 to 5, or None for an incident that is none."""

    kind: ClassVar[str] = "incident.reclassified"
    subject_type: ClassVar[str] = "incident"
    severity: int | None
    version: int


@dataclass(frozen=True, kw_only=True)
class IncidentHeld(Event):
    kind: ClassVar[str] = "incident.held"
    subject_type: ClassVar[str] = "incident"
    held_until: str
    hold_reason: str
    version: int


@dataclass(frozen=True, kw_only=True)
class IncidentReleased(Event):
    kind: ClassVar[str] = "incident.released"
    subject_type: ClassVar[str] = "incident"
    version: int


@dataclass(frozen=True, kw_only=True)
class NoteAdded(Event):
    kind: ClassVar[str] = "note.added"
    subject_type: ClassVar[str] = "incident"
    note: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class NoteRead(Look):
    """Somebody read protected notes; for auditors."""

    kind: ClassVar[str] = "note.read"
    subject_type: ClassVar[str] = "incident"
    notes: list[int]


@dataclass(frozen=True, kw_only=True)
class EmergencyOpened(Event):
    """Somebody opened what they may not see; for those who are involved, and for auditors."""

    kind: ClassVar[str] = "emergency.opened"
    subject_type: ClassVar[str] = "incident"
    access: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class EmergencyEnded(Event):
    kind: ClassVar[str] = "emergency.ended"
    subject_type: ClassVar[str] = "incident"
    access: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class LinkAdded(Event):
    kind: ClassVar[str] = "link.added"
    subject_type: ClassVar[str] = "incident"
    link: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class LinkEnded(Event):
    kind: ClassVar[str] = "link.ended"
    subject_type: ClassVar[str] = "incident"
    link: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class IncidentMerged(Event):
    """On the duplicate: it goes on as part of `into`."""

    kind: ClassVar[str] = "incident.merged"
    subject_type: ClassVar[str] = "incident"
    into: int
    version: int


@dataclass(frozen=True, kw_only=True)
class IncidentAbsorbed(Event):
    """On the master: it now holds the duplicate's reports too."""

    kind: ClassVar[str] = "incident.absorbed"
    subject_type: ClassVar[str] = "incident"
    duplicate: int
    number: str
    reports: int
    version: int


@dataclass(frozen=True, kw_only=True)
class IncidentUnmerged(Event):
    """On the former duplicate: it stands for itself again."""

    kind: ClassVar[str] = "incident.unmerged"
    subject_type: ClassVar[str] = "incident"
    card: Card


@dataclass(frozen=True, kw_only=True)
class IncidentYielded(Event):
    """On the former master: the other's reports are its own again."""

    kind: ClassVar[str] = "incident.yielded"
    subject_type: ClassVar[str] = "incident"
    duplicate: int
    number: str
    reports: int
    version: int


@dataclass(frozen=True, kw_only=True)
class IncidentClosed(Event):
    kind: ClassVar[str] = "incident.closed"
    subject_type: ClassVar[str] = "incident"
    disposition: str
    note: str
    override_reason: str
    closed_at: str
    version: int


@dataclass(frozen=True, kw_only=True)
class TimeRecorded(Event):
    kind: ClassVar[str] = "time.recorded"
    subject_type: ClassVar[str] = "incident"
    code: str
    at: str
    source: str


@dataclass(frozen=True, kw_only=True)
class IncidentTypeChanged(Event):
    """The whole type as it is now; `was` holds what the fields that are new held before."""

    kind: ClassVar[str] = "incident_type.changed"
    subject_type: ClassVar[str] = "incident_type"
    type: dict[str, Any]
    what: str
    was: dict[str, Any]
