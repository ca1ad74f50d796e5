"""The board: what a desk sees when it opens."""

from __future__ import annotations

from datetime import datetime, timedelta

from dispatch.board import board_for
from dispatch.models import AgeingTarget
from safety_net.core import live
from tests.support import deeds
from tests.support.cast import Person, a_person, file
from tests.support.moved_time import Time
from tests.support.small_city import SmallCity


def numbers(who: Person) -> list[str]:
    return [card["number"][-1] for card in board_for(who.viewer)["incidents"]]


def test_each_agency_sees_what_concerns_it(dani: Person, mina: Person, outsider: Person) -> None:
    file(by=dani)
    file(by=mina, kind="CRIME.THEFT")
    assert numbers(dani) == ["1"]
    assert numbers(mina) == ["1", "2"]
    assert numbers(outsider) == []


def test_the_worst_is_first_and_then_the_oldest(dani: Person, noon: datetime) -> None:
    for minute, priority in enumerate((2, 0, 3, 0)):
        file(by=dani, priority=priority, at=noon - timedelta(minutes=minute))
    assert numbers(dani) == ["4", "2", "1", "3"]


def test_what_is_over_is_not_on_it(dani: Person, city: SmallCity) -> None:
    fire, twin, third = file(by=dani), file(by=dani), file(by=dani)
    deeds.merges(dani, twin, into=fire)
    deeds.closes(dani, third, override="over")
    assert numbers(dani) == ["1"]


def test_an_auditor_sees_an_empty_board(dani: Person, auditor: Person) -> None:
    file(by=dani)
    assert numbers(auditor) == []


def test_a_field_crew_sees_its_agencys_board(dani: Person, crew: Person) -> None:
    file(by=dani)
    assert numbers(crew) == ["1"]


def test_it_tells_the_citys_time(dani: Person, time: Time, noon: datetime) -> None:
    time.becomes(noon)
    assert board_for(dani.viewer)["server_time"].startswith("2026-11-22T03:00:0")


def test_it_is_the_snapshot_of_the_live_channel(city: SmallCity, dani: Person) -> None:
    file(by=dani)
    board = live.registry.board_of(a_person("a twin of dani", city.fire, "dispatcher").viewer)
    assert [card["number"] for card in board["incidents"]] == ["20261122-0001"]


def test_no_caller_stands_on_it(dani: Person) -> None:
    file(by=dani, caller_name="Kim Bora", caller_number="010-1234-5678")
    board = str(board_for(dani.viewer))
    assert "Kim Bora" not in board
    assert "1234" not in board


def test_ageing_targets_follow_the_published_figures(db: None) -> None:
    seconds = dict(AgeingTarget.objects.values_list("priority", "pending_seconds"))
    assert seconds == {0: 30, 1: 60, 2: 300, 3: 900, 4: 1800}
