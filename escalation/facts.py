"""What is known of one incident, as plain values: all that escalation decides from.

Facts, and not the entries that led to them: whatever was missed, lost or done twice, the next look
at the facts gives the same answer (docs/adr/0016-facts-not-events.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dispatch.states import UnitStatus
from incidents.states import LIVE_STATUSES, TrackRole, TrackState

TOOK_NOTICE = frozenset({TrackState.ACKNOWLEDGED, TrackState.WORKING, TrackState.DONE})
ON_THE_WAY = frozenset({UnitStatus.EN_ROUTE, UnitStatus.STAGING})
THERE = frozenset(
    {UnitStatus.ON_SCENE, UnitStatus.PATIENT, UnitStatus.TRANSPORT, UnitStatus.AT_HOSPITAL}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackFact:
    """What one agency does about it. `kind` is the agency's; `answer_due_at` of a hand-over."""

    id: int
    agency_id: int
    kind: str
    role: str
    state: str
    asked_at: datetime
    answer_due_at: datetime | None = None
    acknowledged_at: datetime | None = None

    @property
    def took_notice(self) -> bool:
        return self.state in TOOK_NOTICE

    @property
    def is_waiting(self) -> bool:
        return self.state == TrackState.WAITING

    @property
    def takes_part(self) -> bool:
        """Whoever is merely informed owes no answer."""
        return self.role != TrackRole.INFORMED


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFact:
    """A unit on the incident, by its assignment. `arrived`: it was there, then or since."""

    id: int
    agency_id: int
    status: str
    assigned_at: datetime
    cleared_at: datetime | None = None
    arrived: bool = False
    safety_due_at: datetime | None = None

    @property
    def is_on_it(self) -> bool:
        return self.cleared_at is None

    @property
    def set_out(self) -> bool:
        return self.status in ON_THE_WAY or self.is_there

    @property
    def is_there(self) -> bool:
        return self.arrived or self.status in THERE


@dataclass(frozen=True, slots=True, kw_only=True)
class MaydayFact:
    """A crew in danger; `is_taken` once a named person took notice, or it ended."""

    id: int
    agency_id: int
    raised_at: datetime
    is_taken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`districts` are the codes of its dong and gu; `citizen_at` when residents' reports came in;
    `updated_at` when a person or a program, not the engine, last wrote or did something;
    `watching` are agencies without a part that see it by an agreement.
    """

    incident_id: int
    number: str
    status: str
    exercise: bool
    type: str
    priority: int
    severity: int | None
    lon: float
    lat: float
    filed_at: datetime
    filed_by: int
    updated_at: datetime
    type_ko: str = ""
    type_en: str = ""
    address: str = ""
    districts: tuple[str, ...] = ()
    held_until: datetime | None = None
    reports: int = 1
    hidden: bool = False
    citizen_at: tuple[datetime, ...] = ()
    tracks: tuple[TrackFact, ...] = ()
    units: tuple[UnitFact, ...] = ()
    maydays: tuple[MaydayFact, ...] = ()
    watching: tuple[int, ...] = ()

    @property
    def is_live(self) -> bool:
        return self.status in LIVE_STATUSES

    @property
    def family(self) -> str:
        return self.type.partition(".")[0]

    @property
    def lead(self) -> TrackFact | None:
        return next((one for one in self.tracks if one.role == TrackRole.LEAD), None)

    @property
    def lead_agency(self) -> int | None:
        return self.lead.agency_id if self.lead else None

    @property
    def taking_part(self) -> Iterator[TrackFact]:
        return (track for track in self.tracks if track.takes_part)

    @property
    def units_on_it(self) -> Iterator[UnitFact]:
        return (unit for unit in self.units if unit.is_on_it)

    @property
    def involved(self) -> list[int]:
        """The agencies that hear of whatever happens to it."""
        return [track.agency_id for track in self.tracks]
