"""The rows of a file wait in a table of this transaction and are looked at as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, LiteralString

from django.db import connection

from records.faults import Faults
from records.row_reader import COLUMNS
from records.rules import REFUSE
from records.services.running import rows, run

CREATE: LiteralString = """
CREATE TEMP TABLE staged (
    line bigint, number text, agency text, type text, priority smallint, disposition text,
    address text, narrative text, alarm_level smallint, lon float8, lat float8,
    call_sign text, kind text,
    received timestamptz, answered timestamptz, created timestamptz, under_control timestamptz,
    closed timestamptz,
    alerted timestamptz, acknowledged timestamptz, en_route timestamptz, staging timestamptz,
    on_scene timestamptz, patient timestamptz, transport timestamptz, at_hospital timestamptz,
    clear timestamptz, begun timestamptz, ended timestamptz
) ON COMMIT DROP
"""
# Each finds (line, number, call sign, message); the first line of an incident speaks for it.
REPEATED_ROWS: LiteralString = """
SELECT line, number, call_sign, 'the same as line ' || first FROM (
    SELECT *, min(line) OVER same AS first FROM staged
    WINDOW same AS (PARTITION BY number, lower(call_sign), begun)
) compared WHERE line > first ORDER BY line
"""
REPEATED_UNITS: LiteralString = """
SELECT line, number, call_sign, 'sent to it before, on line ' || first FROM (
    SELECT *, min(line) OVER same AS first FROM staged WHERE call_sign <> ''
    WINDOW same AS (PARTITION BY number, lower(call_sign))
) compared WHERE line > first ORDER BY line
"""
DISAGREE: LiteralString = """
SELECT staged.line, staged.number, staged.call_sign,
    'says something else of the incident than line ' || head.line
FROM staged JOIN (SELECT DISTINCT ON (number) * FROM staged ORDER BY number, line) head
    USING (number)
WHERE staged.line > head.line AND (staged.type, staged.received, staged.priority, staged.lon,
    staged.lat) IS DISTINCT FROM (head.type, head.received, head.priority, head.lon, head.lat)
ORDER BY staged.line
"""
NO_ARRIVAL: LiteralString = """
SELECT min(line), number, '', 'no unit of this incident has a time of arrival' FROM staged
GROUP BY number HAVING max(on_scene) IS NULL AND bool_or(call_sign <> '') ORDER BY 1
"""
OTHER_AGENCY: LiteralString = """
SELECT line, number, call_sign, 'a unit of this call sign belongs to ' || first FROM (
    SELECT *, first_value(agency) OVER (PARTITION BY lower(call_sign) ORDER BY line) AS first
    FROM staged WHERE call_sign <> ''
) compared WHERE agency <> first ORDER BY line
"""
FORGET: LiteralString = "DELETE FROM staged WHERE line = ANY(%(lines)s)"
FORGET_INCIDENTS: LiteralString = """
DELETE FROM staged WHERE number = ANY(%(numbers)s) RETURNING line, number, call_sign
"""


def fill(read: Iterable[tuple[Any, ...]]) -> None:
    """COPY the rows as they are read."""
    # Left by an earlier import of the same transaction.
    run("DROP TABLE IF EXISTS pg_temp.staged, pg_temp.calls, pg_temp.sent")
    run(CREATE)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY staged ({', '.join(COLUMNS)}) FROM STDIN") as copy,
    ):
        for row in read:
            copy.write_row(row)
    run("ANALYZE staged")


def look(faults: Faults, *, arrivals: bool) -> None:
    """Report what only shows when rows are seen together; refused ones leave the table."""
    _each(faults, "repeated_row", REPEATED_ROWS)
    _each(faults, "repeated_unit", REPEATED_UNITS)
    _each(faults, "disagrees", DISAGREE)
    _each(faults, "other_agency", OTHER_AGENCY)
    if arrivals:
        _without_arrival(faults)


def _each(faults: Faults, code: str, question: LiteralString) -> None:
    refused = [
        line
        for line, incident, unit, message in rows(question)
        if faults.note(line, code, message, incident=incident, unit=unit) == REFUSE
    ]
    if refused:
        run(FORGET, lines=refused)


def _without_arrival(faults: Faults) -> None:
    """One fault for the whole incident; when it is refused, so are all its rows."""
    found = list(rows(NO_ARRIVAL))
    if faults.rules["no_arrival"] != REFUSE:
        for line, incident, unit, message in found:
            faults.note(line, "no_arrival", message, incident=incident, unit=unit)
        return
    numbers = [incident for _, incident, _, _ in found]
    for line, incident, unit in sorted(rows(FORGET_INCIDENTS, numbers=numbers)):
        message = "no unit of this incident has a time of arrival"
        faults.note(line, "no_arrival", message, incident=incident, unit=unit)
