"""The rows of a file wait in a table of this transaction and are looked at as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import LiteralString

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
# Groups of one are left out before anything is joined: nearly every row of a file is alone.
REPEATED_ROWS: LiteralString = """
SELECT line, number, call_sign, 'the same as line ' || first FROM (
    SELECT number, lower(call_sign) AS unit, begun, min(line) AS first FROM staged
    GROUP BY number, unit, begun HAVING count(*) > 1
) twice JOIN staged USING (number, begun)
WHERE lower(call_sign) = unit AND line > first ORDER BY line
"""
REPEATED_UNITS: LiteralString = """
SELECT line, number, call_sign, 'sent to it before, on line ' || first FROM (
    SELECT number, lower(call_sign) AS unit, min(line) AS first FROM staged
    WHERE call_sign <> '' GROUP BY number, unit HAVING count(*) > 1
) twice JOIN staged USING (number)
WHERE lower(call_sign) = unit AND line > first ORDER BY line
"""
DISAGREE: LiteralString = """
SELECT staged.line, staged.number, staged.call_sign,
    'says something else of the incident than line ' || head.line
FROM (
    SELECT min(line) AS first FROM staged GROUP BY number HAVING count(*) > 1
) many JOIN staged head ON head.line = first JOIN staged USING (number)
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
    SELECT lower(call_sign) AS unit, (array_agg(agency ORDER BY line))[1] AS first FROM staged
    WHERE call_sign <> '' GROUP BY unit HAVING min(agency) < max(agency)
) shared JOIN staged ON lower(call_sign) = unit WHERE agency <> first ORDER BY line
"""
FORGET: LiteralString = "DELETE FROM staged WHERE line = ANY(%(lines)s)"
FORGET_INCIDENTS: LiteralString = """
DELETE FROM staged WHERE number = ANY(%(numbers)s) RETURNING line, number, call_sign
"""


def fill(lines: Iterable[str]) -> None:
    """COPY the lines as they are read; one text may hold many."""
    # Left by an earlier import of the same transaction.
    run("DROP TABLE IF EXISTS pg_temp.staged, pg_temp.calls, pg_temp.sent")
    run(CREATE)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY staged ({', '.join(COLUMNS)}) FROM STDIN") as copy,
    ):
        for text in lines:
            copy.write(text)
    run("ANALYZE staged (line, number, call_sign, begun)")


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
