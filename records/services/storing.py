"""Staged rows → incidents, reports, tracks, units, assignments and their times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from records.services import storing_sql as sql
from records.services.foreign_keys import checked_at_the_end
from records.services.indexes import made_at_the_end
from records.services.running import number, run

NO_CLEAR = "the record has no time of being clear; the last known one stands here"
TABLES = (
    "incidents_incident", "incidents_incidenttime", "incidents_agencytrack", "incidents_report",
    "dispatch_assignment", "dispatch_assignmenttime",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Stored:
    """`rows` of the staging table that are in the tables now, `known` that were there before."""

    rows: int
    known: int
    incidents: int
    units: int


def store(*, source: str, by: str, at: datetime) -> Stored:
    """Write what is not there yet. The log is told by whoever runs the import."""
    units = run(sql.UNITS, source=source, at=at)
    run(sql.WHAT_UNITS_BRING)
    run(sql.CALLS)
    known = _pass_over_known()
    with checked_at_the_end(TABLES), made_at_the_end(TABLES):
        incidents = _write(source=source, by=by, at=at)
    run(f"ANALYZE {', '.join(TABLES)}")
    rows = number("SELECT count(*) FROM staged")
    return Stored(rows=rows, known=known, incidents=incidents, units=units)


def _pass_over_known() -> int:
    """How many staged rows are in the tables already; they leave the staging table."""
    if not number("SELECT count(*) FROM calls WHERE known_id IS NOT NULL"):
        return 0
    known = run(sql.KNOWN)
    run(sql.NOTHING_NEW)
    return known


def _write(*, source: str, by: str, at: datetime) -> int:
    """How many incidents are new."""
    incidents = run(sql.INCIDENTS, by=by, at=at)
    run(sql.LATER_ENDS, at=at)
    run(sql.TRACKS, by=by)
    run(sql.REPORTS, by=by)
    run(sql.TIMES, source=source, by=by, at=at)
    run(sql.SENT)
    run(sql.ASSIGNMENTS, by=by, no_clear=NO_CLEAR)
    run(sql.UNIT_TIMES, source=source, by=by, at=at)
    return incidents
