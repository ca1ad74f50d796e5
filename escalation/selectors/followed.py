"""Everything that following an incident asks for, by one statement: it stands in the way of filing.

Facts, the runs that there are, and the stamp of the rules that count.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import orjson
from django.db import connection

from escalation.facts import Facts
from escalation.models import Run
from escalation.selectors.facts import COLUMNS, TABLES, WIDTH, facts_of
from escalation.selectors.published import STAMP

RUN_COLUMNS = (
    "id",
    "incident_id",
    "rule_id",
    "version_id",
    "subject",
    "agency_id",
    "state",
    "generation",
    "loop",
    "step",
    "anchor",
    "fires_at",
    "planned_at",
    "due_at",
    "started_at",
    "ended_at",
    "ended_by",
    "fault",
)
TIMES = frozenset({"anchor", "fires_at", "planned_at", "due_at", "started_at", "ended_at"})
RUNS = """
(SELECT json_agg(json_build_array(r.id, r.incident_id, r.rule_id, r.version_id, r.subject,
        r.agency_id, r.state, r.generation, r.loop, r.step, r.anchor, r.fires_at, r.planned_at,
        r.due_at, r.started_at, r.ended_at, r.ended_by, r.fault) ORDER BY r.id)
    FROM escalation_run r WHERE r.incident_id = i.id)::text
"""
CITY = "(SELECT timezone FROM agencies_city LIMIT 1)"
ASK = " ".join(("SELECT", ", ".join((COLUMNS, STAMP, CITY, RUNS)), TABLES))


@dataclass(frozen=True, kw_only=True)
class Followed:
    """`stamp` says which rules count; `zone` whose days and hours."""

    stamp: str | None
    zone: ZoneInfo
    incidents: list[tuple[Facts, list[Run]]]


def followed(incident_ids: Collection[int]) -> Followed:
    with connection.cursor() as cursor:
        cursor.execute(ASK, {"incidents": list(incident_ids)})
        rows = cursor.fetchall()
    found = [(facts_of(row), _runs(row[WIDTH + 2])) for row in rows]
    stamp, zone = (rows[0][WIDTH], rows[0][WIDTH + 1]) if rows else (None, None)
    return Followed(stamp=stamp, zone=ZoneInfo(zone or "Asia/Seoul"), incidents=found)


def _runs(text: str | None) -> list[Run]:
    return [_run(row) for row in orjson.loads(text)] if text else []


def _run(row: list[str | None]) -> Run:
    named = dict(zip(RUN_COLUMNS, row, strict=True))
    return Run(
        **{
            name: datetime.fromisoformat(value) if value and name in TIMES else value
            for name, value in named.items()
        }
    )
