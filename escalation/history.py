"""What is stored of past incidents, as far as a rule could ask for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from incidents.states import TrackRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something that somebody did; `agency_id` of whoever did it, where that is known."""

    at: datetime
    by: str = ""
    agency_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTrack:
    """What one agency was asked, and how it answered: acknowledged or declined."""

    id: int
    agency_id: int
    kind: str
    role: str
    asked_at: datetime
    is_request: bool = False
    acknowledged: Deed | None = None
    declined: Deed | None = None

    @property
    def answered(self) -> Deed | None:
        return earliest(self.acknowledged, self.declined)

    @property
    def takes_part(self) -> bool:
        return self.role != TrackRole.INFORMED


@dataclass(frozen=True, slots=True, kw_only=True)
class PastUnit:
    """A unit on its way; `unit` is its call sign."""

    id: int
    unit: str
    agency_id: int
    assigned: Deed
    set_out: Deed | None = None
    arrived: Deed | None = None
    cleared: Deed | None = None


@dataclass(slots=True, kw_only=True)
class Past:
    """One incident. Type, priority, place and lead are those of today or of its end."""

    id: int
    number: str
    type: str
    priority: int
    severity: int | None
    lon: float
    lat: float
    districts: Collection[str]
    exercise: bool
    filed: Deed
    closed: Deed | None = None
    tracks: list[PastTrack] = field(default_factory=list)
    units: list[PastUnit] = field(default_factory=list)
    updates: list[Deed] = field(default_factory=list)
    reports: list[Deed] = field(default_factory=list)
    resident_reports: list[Deed] = field(default_factory=list)
    raised: list[tuple[int, Deed]] = field(default_factory=list)
    missed_checks: list[tuple[int, int, Deed]] = field(default_factory=list)
    checks: list[tuple[int, Deed]] = field(default_factory=list)
    maydays: list[tuple[int, int, Deed, Deed | None]] = field(default_factory=list)

    @property
    def lead(self) -> PastTrack | None:
        return next((one for one in self.tracks if one.role == TrackRole.LEAD), None)

    @property
    def first_acknowledged(self) -> Deed | None:
        return earliest(*(one.acknowledged for one in self.tracks))


def earliest(*deeds: Deed | None) -> Deed | None:
    """The first of those that were done."""
    return min((one for one in deeds if one is not None), key=lambda one: one.at, default=None)


def first_after(deeds: Collection[Deed], moment: datetime) -> Deed | None:
    return earliest(*(one for one in deeds if one.at > moment))
