"""The entries that agencies write into the city log. docs/live-entries.md shows each.

`was` holds what the fields that are new held before, so that each version can be read from the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from safety_net.core.city_log import Event


@dataclass(frozen=True, kw_only=True)
class AgencyChanged(Event):
    """The whole agency as it is now; `what`: made, changed, disabled, enabled."""

    kind: ClassVar[str] = "agency.changed"
    subject_type: ClassVar[str] = "agency"
    agency: dict[str, Any]
    what: str
    was: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class MemberChanged(Event):
    """Somebody's place in an agency; `what`: made, changed, disabled, enabled."""

    kind: ClassVar[str] = "member.changed"
    subject_type: ClassVar[str] = "membership"
    member: dict[str, Any]
    what: str
    was: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class PersonChanged(Event):
    """Somebody's account, at whatever agency; `what`: named, password, disabled, enabled."""

    kind: ClassVar[str] = "person.changed"
    subject_type: ClassVar[str] = "person"
    person: dict[str, Any]
    what: str


@dataclass(frozen=True, kw_only=True)
class ServiceAreaChanged(Event):
    """Where an agency answers, without the shape; `what`: made, changed."""

    kind: ClassVar[str] = "service_area.changed"
    subject_type: ClassVar[str] = "service_area"
    area: dict[str, Any]
    what: str
    was: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class AgencyChosen(Event):
    """Somebody with several places acts for another agency from now on."""

    kind: ClassVar[str] = "person.agency_chosen"
    subject_type: ClassVar[str] = "person"

    before: int | None
    agency: int
