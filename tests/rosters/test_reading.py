"""What a calendar file says, and what of it can't be used."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import pytest

from rosters.calendars import apart, matching, reading
from rosters.calendars.apart import Event
from rosters.calendars.matching import Member, NobodyMeant, people_of
from safety_net.core.errors import Invalid
from tests.rosters.calendars import calendar, event

BEGIN, END = "20261201T000000Z", "20261201T080000Z"
NEVER = "RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30"


def answer(text: str, most: int = 100) -> dict[str, Any]:
    return reading.answer(
        {
            "text": text,
            "zone": "Asia/Seoul",
            "begin": "2026-11-22T00:00:00+00:00",
            "end": "2027-11-22T00:00:00+00:00",
            "most": most,
        }
    )


def times(text: str) -> list[tuple[datetime, datetime]]:
    return [(_utc(one["begin"]), _utc(one["end"])) for one in answer(text)["events"]]


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def test_times_in_utc_in_a_zone_and_of_the_city() -> None:
    berlin = event(
        "a", ";TZID=Europe/Berlin:20261201T010000", ";TZID=Europe/Berlin:20261201T090000"
    )
    city = event("a", "20261201T090000", "20261201T170000")
    for one in (event("a", BEGIN, END), berlin, city):
        assert times(calendar(one)) == [
            (datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 1, 8, tzinfo=UTC))
        ]


def test_a_whole_day_and_a_duration() -> None:
    day = event("a", ";VALUE=DATE:20261224")
    lasts = event("a", "20261224T000000", "", "DURATION:P1D")
    for one in (day, lasts):
        assert times(calendar(one)) == [
            (datetime(2026, 12, 23, 15, tzinfo=UTC), datetime(2026, 12, 24, 15, tzinfo=UTC))
        ]


def test_repeated_events_keep_their_hour_through_summer_time() -> None:
    weekly = event(
        "a",
        ";TZID=Europe/Berlin:20270322T090000",
        ";TZID=Europe/Berlin:20270322T100000",
        "RRULE:FREQ=WEEKLY;COUNT=2",
    )
    begins = [begin.hour for begin, _end in times(calendar(weekly))]
    assert begins == [8, 7]


def test_one_that_is_left_out_and_one_that_is_moved() -> None:
    daily = event("a", BEGIN, END, "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20261202T000000Z", uid="u")
    moved = event(
        "a", "20261203T040000Z", "20261203T060000Z", "RECURRENCE-ID:20261203T000000Z", uid="u"
    )
    begins = [begin.isoformat() for begin, _end in times(calendar(daily, moved))]
    assert begins == ["2026-12-01T00:00:00+00:00", "2026-12-03T04:00:00+00:00"]


def test_cancelled_and_past_events_are_none() -> None:
    cancelled = event("a", BEGIN, END, "STATUS:CANCELLED")
    past = event("a", "20251201T000000Z", "20251201T080000Z")
    assert answer(calendar(cancelled, past)) == {"events": [], "unusable": []}


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (event("a", "rubbish", END), "no_start"),
        ("BEGIN:VEVENT\r\nSUMMARY:a\r\nEND:VEVENT", "no_start"),
        (event("a", BEGIN), "no_end"),
        (event("a", BEGIN, BEGIN), "no_end"),
        (event("a", BEGIN, "rubbish"), "no_end"),
        (event("a", END, BEGIN), "no_end"),
        (event("a", BEGIN, "20270601T000000Z"), "too_long"),
        (event("a", ";TZID=Mars/Phobos:20261201T090000", END), "no_zone"),
        (event("a", BEGIN, END, "RRULE:FREQ=SECONDLY"), "too_often"),
        (event("a", BEGIN, END, "RRULE:FREQ=MINUTELY;INTERVAL=90"), "too_often"),
        (event("a", BEGIN, END, "RRULE:FREQ=SOMETIMES"), "bad_rule"),
        (event("a", BEGIN, END, "RDATE:rubbish"), "bad_rule"),
    ],
)
def test_what_cannot_be_used_does_not_spoil_the_rest(bad: str, reason: str) -> None:
    found = answer(calendar(bad, event("b", BEGIN, END)))
    assert [one["reason"] for one in found["unusable"]] == [reason]
    assert [one["summary"] for one in found["events"]] == ["b"]


@pytest.mark.parametrize(
    "text", ["", "hello", "BEGIN:VEVENT\r\nEND:VEVENT", "BEGIN:VCALENDAR", "\x00"]
)
def test_what_is_no_calendar(text: str) -> None:
    assert answer(text) == {"error": "unreadable"}


def test_too_many() -> None:
    daily = event("a", BEGIN, END, "RRULE:FREQ=DAILY")
    assert answer(calendar(daily)) == {"error": "too_many"}
    assert answer(calendar(*[event("a", BEGIN, END)] * 101)) == {"error": "too_many"}


def read(text: str) -> Any:
    return apart.read(
        text,
        zone="Asia/Seoul",
        begin=datetime(2026, 11, 22, tzinfo=UTC),
        end=datetime(2027, 11, 22, tzinfo=UTC),
    )


def test_a_process_of_its_own_reads_it() -> None:
    attendee = "ATTENDEE;CN=Dani:mailto:dani@fire.example"
    events, unusable = read(calendar(event("a", BEGIN, END, attendee), event("b", BEGIN)))
    assert [(one.summary, one.people) for one in events] == [
        ("a", (("Dani", "mailto:dani@fire.example"),))
    ]
    assert [(one.summary, one.reason) for one in unusable] == [("b", "no_end")]


@pytest.mark.slow
def test_repetitions_without_an_end_are_cut_off() -> None:
    """It never comes: a library that looks for it looks till the end of time."""
    began = time.monotonic()
    with pytest.raises(Invalid) as refused:
        read(calendar(event("a", BEGIN, END, NEVER)))
    assert "calendar" in refused.value.extra["fields"]
    assert time.monotonic() - began < apart.SECONDS + 5


def test_a_file_that_is_too_large() -> None:
    with pytest.raises(Invalid):
        read("x" * (apart.LARGEST + 1))


KIM, LEE, KIM_TOO, ANN = (
    Member(id=1, name="김도윤", username="kim", address="kim@fire.example"),
    Member(id=2, name="이서연", username="lee"),
    Member(id=3, name="김도", username="kimdo"),
    Member(id=4, name="Ann Park", username="ann"),
)
EVERYBODY = [KIM, LEE, KIM_TOO, ANN]


def an_event(summary: str, *people: tuple[str, str]) -> Event:
    at = datetime(2026, 12, 1, tzinfo=UTC)
    return Event(uid="u", summary=summary, people=people, begin=at, end=at)


@pytest.mark.parametrize(
    ("summary", "people", "meant"),
    [
        ("당직", [("", "mailto:KIM@fire.example")], [1]),
        ("당직", [("이서연", "mailto:x@y.example")], [2]),
        ("김도윤", [], [1]),
        ("당직: 김도윤님", [], [1]),
        ("이서연, 김도윤", [], [2, 1]),
        ("김도 당직", [], [3]),
        ("Ann Park", [], [4]),
        ("Duty of ann (night)", [], [4]),
    ],
)
def test_whom_an_event_means(summary: str, people: list[tuple[str, str]], meant: list[int]) -> None:
    assert people_of(an_event(summary, *people), EVERYBODY) == meant


@pytest.mark.parametrize("summary", ["당직", "annual meeting", ""])
def test_whom_nobody_is_meant_by(summary: str) -> None:
    with pytest.raises(NobodyMeant) as nobody:
        people_of(an_event(summary), EVERYBODY)
    assert not nobody.value.several


def test_a_name_of_two() -> None:
    namesake = Member(id=5, name="김도윤", username="kim2")
    with pytest.raises(NobodyMeant) as nobody:
        people_of(an_event("김도윤"), [*EVERYBODY, namesake])
    assert nobody.value.several
    assert matching.people_of(an_event("kim2"), [*EVERYBODY, namesake]) == [5]
