"""Gaps are told of once: when they are found, when they grow, when they are closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency
from rosters.models import GapAlarm, Roster
from rosters.services import arranging, leaving
from rosters.services.watching import FORTNIGHT, Told, alarm_gaps
from rosters.tasks import gaps_ahead
from safety_net.core.access import SYSTEM
from safety_net.core.models import LogEntry
from tests.support.cast import NOON, Person
from tests.support.rostering import a_roster, has_shift, is_away, stands_in

A_DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def look(later: timedelta = timedelta()) -> tuple[int, int]:
    told: Told = alarm_gaps(by=SYSTEM, at=NOON + later)
    return told.found, told.closed


def test_a_gap_is_told_once_to_its_agency(dani: Person) -> None:
    roster = a_roster(dani.agency, dani)
    is_away(dani, begin=NOON + 3 * A_DAY)
    assert look() == (1, 0)
    assert look(HOUR) == (0, 0)
    entry = LogEntry.objects.get(kind="roster.gap_found")
    assert (entry.subject_type, entry.subject_id) == ("roster", roster.pk)
    assert set(entry.audience) == {"admins", f"agency:{dani.agency.pk}"}
    assert entry.payload["begin"] == "2026-11-25T03:00:00.000000Z"
    assert entry.payload["roster"]["name_ko"] == roster.name_ko


def test_a_gap_that_is_filled_is_closed(dani: Person, sol: Person) -> None:
    roster = a_roster(dani.agency, dani)
    is_away(dani, begin=NOON + 3 * A_DAY)
    look()
    stands_in(sol, roster, begin=NOON + 3 * A_DAY, hours=24)
    assert look() == (0, 1)
    assert not GapAlarm.objects.exists()
    assert LogEntry.objects.filter(kind="roster.gap_closed").count() == 1


def test_filled_in_part_it_is_the_same_gap(dani: Person, sol: Person) -> None:
    roster = a_roster(dani.agency, dani)
    is_away(dani, begin=NOON + 3 * A_DAY)
    look()
    stands_in(sol, roster, begin=NOON + 3 * A_DAY + HOUR, hours=4)
    assert look() == (0, 0)
    assert GapAlarm.objects.count() == 2


def test_a_gap_that_grows_is_told_again(dani: Person) -> None:
    a_roster(dani.agency, dani)
    is_away(dani, begin=NOON + 3 * A_DAY)
    look()
    is_away(dani, begin=NOON + 4 * A_DAY)
    assert look() == (1, 0)
    is_away(dani, begin=NOON + 2 * A_DAY)
    assert look() == (1, 0)
    assert GapAlarm.objects.count() == 1


def test_a_gap_without_an_end_is_told_once_while_time_passes(dani: Person) -> None:
    a_roster(dani.agency)
    assert look() == (1, 0)
    for hours in range(1, 24 * 20, 7):
        assert look(hours * HOUR) == (0, 0)
    (gap,) = GapAlarm.objects.all()
    assert gap.begin == NOON
    assert gap.end > NOON + FORTNIGHT


def test_a_gap_that_comes_into_sight_and_goes_by(dani: Person) -> None:
    a_roster(dani.agency, dani)
    is_away(dani, begin=NOON + 15 * A_DAY, hours=2)
    assert look() == (0, 0)
    assert look(A_DAY + HOUR) == (1, 0)
    assert look(A_DAY + 4 * HOUR) == (0, 0)
    assert look(15 * A_DAY + HOUR) == (0, 0)
    assert look(15 * A_DAY + 3 * HOUR) == (0, 1)


def test_a_retired_roster_has_no_gaps(dani: Person) -> None:
    a_roster(dani.agency)
    look()
    Roster.objects.update(is_active=False)
    assert look() == (0, 1)


def test_whoever_makes_a_gap_is_told_at_once(dani: Person, sol: Person) -> None:
    roster = a_roster(dani.agency, dani)
    span: dict[str, Any] = {"begin": NOON + A_DAY, "end": NOON + 2 * A_DAY}
    leaving.give_leave(user_id=dani.user.pk, **span, by=sol.actor, at=NOON)
    assert GapAlarm.objects.count() == 1
    arranging.add_shift(roster_id=roster.pk, user_ids=[sol.user.pk], **span, by=sol.actor, at=NOON)
    assert not GapAlarm.objects.exists()


def test_desks_read_the_gaps(dani: Person, mina: Person, admin: Person) -> None:
    roster = a_roster(dani.agency)
    assert gaps_ahead() == 1
    for who, sees in ((dani, 1), (mina, 0), (admin, 1)):
        assert len(who.client.get("/api/rosters/gaps/").json()["results"]) == sees
    (gap,) = dani.client.get("/api/rosters/gaps/").json()["results"]
    assert gap["roster"]["id"] == roster.pk


def test_many_rosters_in_few_queries(fire: Agency, dani: Person) -> None:
    rosters = [a_roster(fire, dani) for _ in range(60)]
    has_shift(dani, rosters[0])
    with CaptureQueriesContext(connection) as queries:
        assert look() == (0, 0)
    assert len(queries) <= 16
