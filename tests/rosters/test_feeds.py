"""Calendars behind secret addresses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from structlog.testing import capture_logs

from rosters.models import CalendarToken, Roster
from safety_net.core import clock
from safety_net.core.models import LogEntry
from tests.api.bodies import bad_fields
from tests.support.cast import Person
from tests.support.rostering import a_layer, a_roster


def asks_for(who: Person, roster: Roster | None = None) -> str:
    """The path of a new address."""
    body = {"roster": roster.pk} if roster else {}
    answer = who.client.post("/api/rosters/calendars/", body)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["url"]).removeprefix("http://testserver")


def events(path: str) -> list[Any]:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def test_the_calendar_of_a_roster(dani: Person, sol: Person) -> None:
    roster = a_roster(dani.agency, dani, name_ko="당직관")
    a_layer(roster, sol, rank=2)
    found = events(asks_for(dani, roster))
    assert {str(one["SUMMARY"]) for one in found} == {"Dani, Sol · 당직관"}
    assert all(one["DTSTART"].dt.utcoffset() == timedelta() for one in found)
    assert len({str(one["UID"]) for one in found}) == len(found)


def test_my_duties_are_those_on_which_i_stand(dani: Person, sol: Person) -> None:
    a_roster(dani.agency, dani, sol, name_ko="하나")
    a_roster(dani.agency, sol, name_ko="둘")
    mine = events(asks_for(dani))
    assert {str(one["SUMMARY"]) for one in mine} == {"하나"}
    lasts = [one["DTEND"].dt - one["DTSTART"].dt for one in mine[1:-1]]
    assert set(lasts) == {timedelta(days=1)}


def test_a_new_address_ends_the_old_one_and_it_can_be_revoked(dani: Person) -> None:
    first = asks_for(dani)
    second = asks_for(dani)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    (one,) = dani.client.get("/api/rosters/calendars/").json()["results"]
    assert "url" not in one
    assert dani.client.delete(f"/api/rosters/calendars/{one['id']}/").status_code == 204
    assert Client().get(second).status_code == 404
    kinds = LogEntry.objects.filter(kind="roster.calendar_changed").order_by("seq")
    assert [entry.payload["what"] for entry in kinds] == ["made", "made", "revoked"]


def test_who_leaves_takes_the_calendar_along(dani: Person) -> None:
    path = asks_for(dani)
    dani.membership.is_active = False
    dani.membership.save()
    assert Client().get(path).status_code == 404


def test_a_roster_of_others_and_an_address_of_others(
    dani: Person, mina: Person, admin: Person
) -> None:
    theirs = a_roster(mina.agency, mina)
    for who in (dani, admin):
        answer = who.client.post("/api/rosters/calendars/", {"roster": theirs.pk})
        assert "roster" in bad_fields(answer)
    asks_for(mina)
    pk = CalendarToken.objects.get().pk
    assert dani.client.delete(f"/api/rosters/calendars/{pk}/").status_code == 404


@pytest.mark.parametrize("key", ["x", "0" * 64, "a" * 5000])
def test_a_wrong_key(city: object, key: str) -> None:
    assert Client().get(f"/rosters/calendar/{key}.ics").status_code == 404


def test_the_key_is_kept_nowhere(dani: Person) -> None:
    path = asks_for(dani)
    key = path.rpartition("/")[2].removesuffix(".ics")
    assert key not in CalendarToken.objects.get().digest
    with capture_logs() as lines:
        Client().get(path)
    assert key not in str(lines)
    assert not LogEntry.objects.filter(payload__icontains=key).exists()


def test_what_goes_out_comes_in_again(dani: Person, sol: Person, chief: Person) -> None:
    roster = a_roster(dani.agency, dani, sol)
    text = Client().get(asks_for(dani, roster)).content.decode()
    other = a_roster(dani.agency)
    answer = chief.client.post(f"/api/rosters/{other.pk}/import/", {"calendar": text})
    assert answer.status_code == 200, answer.content
    now = clock.now()
    seen = [
        chief.client.get(f"/api/rosters/{one.pk}/").json()["on_duty"] for one in (roster, other)
    ]
    assert seen[0] == seen[1], now
