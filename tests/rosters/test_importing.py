"""A calendar becomes shifts: all of what it can use, or nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from rosters.models import Roster, Shift
from safety_net.core import clock
from safety_net.core.models import LogEntry
from tests.api.bodies import bad_fields, is_refused
from tests.rosters.calendars import calendar, event
from tests.support.cast import Person
from tests.support.deeds import head
from tests.support.rostering import a_roster, has_shift

A_DAY = timedelta(days=1)


def stamp(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%SZ}"


def on(day: int, summary: str = "Dani", *lines: str, hours: int = 8, uid: str = "") -> str:
    """An event so many days from now."""
    begin = clock.now().replace(minute=0, second=0, microsecond=0) + day * A_DAY
    return event(summary, stamp(begin), stamp(begin + timedelta(hours=hours)), *lines, uid=uid)


@pytest.fixture
def roster(dani: Person) -> Roster:
    return a_roster(dani.agency)


def sends(who: Person, roster: Roster, *events: str, **more: Any) -> Any:
    body = {"calendar": calendar(*events), **more}
    return who.client.post(f"/api/rosters/{roster.pk}/import/", body)


def test_events_become_shifts(chief: Person, dani: Person, hana: Person, roster: Roster) -> None:
    daily = on(1, "Dani", "RRULE:FREQ=DAILY;COUNT=3")
    answer = sends(chief, roster, daily, on(1, "hana"))
    assert answer.json() == {"made": 4, "removed": 0, "refused": []}
    assert Shift.objects.filter(user=dani.user).count() == 3
    assert Shift.objects.filter(user=hana.user).count() == 1
    entry = LogEntry.objects.get(kind="roster.calendar_imported")
    assert (entry.payload["made"], entry.payload["removed"]) == (4, 0)


def test_importing_again_replaces_what_came_before_but_not_what_was_made_by_hand(
    chief: Person, dani: Person, hana: Person, roster: Roster
) -> None:
    by_hand = has_shift(hana, roster, begin=clock.now() + A_DAY)
    sends(chief, roster, on(1), on(2), on(-0, hours=3))
    answer = sends(chief, roster, on(3, uid="changed"), on(4))
    assert answer.json()["removed"] == 3
    left = Shift.objects.exclude(pk=by_hand.pk).filter(end__gt=clock.now())
    assert left.count() == 2
    assert Shift.objects.filter(pk=by_hand.pk).exists()


def test_without_leave_out_one_bad_event_refuses_all(
    chief: Person, dani: Person, roster: Roster
) -> None:
    before = head()
    bad = (on(2, "somebody"), on(3, "Dani", "RRULE:FREQ=SECONDLY"), on(1, "dani"))
    answer = sends(chief, roster, on(1), *bad)
    problem = is_refused(answer, 422, "some_unusable")
    assert problem["usable"] == 1
    assert {one["reason"] for one in problem["unusable"]} == {"nobody", "too_often", "twice"}
    assert all(one["text"] for one in problem["unusable"])
    assert (head(), Shift.objects.count()) == (before, 0)
    taken = sends(chief, roster, on(1), *bad, leave_out=True).json()
    assert (taken["made"], len(taken["refused"])) == (1, 3)


def test_a_shift_by_hand_is_not_doubled(chief: Person, dani: Person, roster: Roster) -> None:
    has_shift(dani, roster, begin=clock.now() + A_DAY)
    problem = is_refused(sends(chief, roster, on(1)), 422, "nothing_to_use")
    assert [one["reason"] for one in problem["unusable"]] == ["twice"]


@pytest.mark.parametrize("text", ["hello", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT", "\ud800"[:0] or "1"])
def test_what_is_no_calendar(chief: Person, roster: Roster, text: str) -> None:
    answer = chief.client.post(f"/api/rosters/{roster.pk}/import/", {"calendar": text})
    assert "calendar" in bad_fields(answer)


def test_an_empty_calendar(chief: Person, roster: Roster) -> None:
    is_refused(sends(chief, roster), 422, "nothing_to_use")


def test_two_people_of_one_name(chief: Person, dani: Person, roster: Roster) -> None:
    chief.user.first_name = "Dani"
    chief.user.save()
    problem = is_refused(sends(chief, roster, on(1)), 422)
    assert [one["reason"] for one in problem["unusable"]] == ["several"]
