"""Incidents that nobody takes, and the steps that must follow: known before anything is broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from escalation.models import Rule
from escalation.services.following import follow
from incidents.models import Disposition, Incident
from incidents.states import Status
from safety_net.core import city_log, clock
from safety_net.core.access import SYSTEM
from tests.faults.cast import Cast
from tests.support.cast import file
from tests.support.escalating import Kind, a_rule, person, tell

Key = tuple[int, int]
TYPE = "FIRE.STRUCT"
AT_ONCE = 500
# Each column as it is, but for those that tell one row from another.
COPY = """
INSERT INTO {table} ({names}) SELECT {values} FROM {table} AS it{more} WHERE it.{whose} = %(it)s
RETURNING id
"""
SPREAD_INCIDENTS = """
UPDATE incidents_incident SET filed_at = %(begin)s + %(pause)s * (place - 1)
FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS o(pk, place) WHERE id = pk
"""
SPREAD_TRACKS = """
UPDATE incidents_agencytrack SET asked_at = %(begin)s + %(pause)s * (place - 1)
FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS o(pk, place) WHERE incident_id = pk
"""


@dataclass
class Load:
    """Some incidents by one rule. What must be decided: each step of each, once."""

    rule: Rule
    incidents: list[int]
    steps: int
    begun: datetime

    @property
    def expected(self) -> set[Key]:
        """(incident, step)."""
        return {(incident, step) for incident in self.incidents for step in range(self.steps)}

    def ends(self) -> None:
        """No sweep finds anything to do for these incidents or by this rule."""
        Rule.objects.filter(pk=self.rule.pk).update(is_active=False)
        closed = {"disposition": Disposition.objects.first(), "closed_at": clock.now()}
        open_ones = Incident.objects.filter(pk__in=self.incidents)
        open_ones.update(status=Status.CLOSED, **closed)


def a_load(
    cast: Cast,
    *,
    incidents: int,
    steps: int,
    every: int = 1,
    within: int = 3,
    spread: float = 1.0,
    waits: Sequence[int] = (),
) -> Load:
    """`incidents` whose first step is due `within` seconds from now, and one more each `every`.

    They are spread over `spread` seconds, so that something is due all the time. `waits` are those
    of each step where they are not all alike.
    """
    waits = waits or [every if number else 0 for number in range(steps)]
    told = [tell(person(cast.dani), wait=wait) for wait in waits]
    rule = a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, *told, within=within, types=(TYPE,))
    begun = clock.now()
    first = file(cast.dani, TYPE, at=begun)
    ids = [first.pk, *copies_of(first, incidents - 1)]
    spread_out(ids, begin=begun, seconds=spread)
    for page in pages(ids):
        with city_log.change(by=SYSTEM, at=begun) as log:
            follow(page, log)
    return Load(rule=rule, incidents=ids, steps=steps, begun=begun)


def pages(ids: list[int]) -> Iterator[list[int]]:
    for begin in range(0, len(ids), AT_ONCE):
        yield ids[begin : begin + AT_ONCE]


def copies_of(incident: Incident, times: int) -> list[int]:
    """The same happens elsewhere, so many times: rows of the incident and of its tracks."""
    if times < 1:
        return []
    numbers = "CROSS JOIN generate_series(1, %(times)s) AS copy(n)"
    made = _copy(
        "incidents_incident", numbers, "id", {"number": "'c' || it.id || '-' || copy.n"},
        it=incident.pk, times=times,
    )  # fmt: skip
    theirs = "CROSS JOIN unnest(%(made)s::bigint[]) AS copy(pk)"
    _copy(
        "incidents_agencytrack", theirs, "incident_id", {"incident_id": "copy.pk"},
        it=incident.pk, made=made,
    )  # fmt: skip
    return made


def spread_out(ids: list[int], *, begin: datetime, seconds: float) -> None:
    """One after the other, evenly, over so many seconds from `begin`."""
    pause = timedelta(seconds=seconds) / max(1, len(ids))
    given: dict[str, Any] = {"ids": ids, "begin": begin, "pause": pause}
    with connection.cursor() as cursor:
        cursor.execute(SPREAD_INCIDENTS, given)
        cursor.execute(SPREAD_TRACKS, given)


def _copy(table: str, more: str, whose: str, other: dict[str, str], **given: Any) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
            " AND table_schema = 'public' AND column_name <> 'id' ORDER BY ordinal_position",
            [table],
        )
        names = [row[0] for row in cursor.fetchall()]
        values = [other.get(name, f'it."{name}"') for name in names]
        quoted = ", ".join(f'"{name}"' for name in names)
        cursor.execute(
            COPY.format(
                table=table, names=quoted, values=", ".join(values), more=f" {more}", whose=whose
            ),
            given,
        )
        return [row[0] for row in cursor.fetchall()]
