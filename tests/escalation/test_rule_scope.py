"""Which incidents a rule is for: types, priorities, places, and hours on the city's clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from escalation.definition import Scope
from escalation.scope import Situation, fits, is_inside, may_both_fit
from escalation.states import Traffic

SEOUL = ZoneInfo("Asia/Seoul")
SQUARE = [[126.0, 37.0], [126.1, 37.0], [126.1, 37.1], [126.0, 37.1], [126.0, 37.0]]
HOLE = [[126.04, 37.04], [126.06, 37.04], [126.06, 37.06], [126.04, 37.06], [126.04, 37.04]]
SUNDAY_NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)

FIRE_AT_THE_MILL = Situation(
    type="FIRE.STRUCT",
    priority=0,
    severity=None,
    agency=7,
    districts=("dong-mill", "gu-west"),
    lon=126.07,
    lat=37.05,
    exercise=False,
    at=SUNDAY_NOON,
    zone=SEOUL,
)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the week of Sunday the 22nd, on the city's clock."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SEOUL)


def test_an_empty_scope_is_for_everything() -> None:
    assert fits(Scope(), FIRE_AT_THE_MILL)


@pytest.mark.parametrize(
    ("scope", "is_for_it"),
    [
        ({"types": ("FIRE",)}, True),
        ({"types": ("FIRE.STRUCT", "EMS")}, True),
        ({"types": ("FIRE.ALARM",)}, False),
        ({"types": ("FIR",)}, False),
        ({"priorities": (0, 1)}, True),
        ({"priorities": (1,)}, False),
        ({"severities": (1, 2, 3, 4, 5)}, False),
        ({"agencies": (7, 8)}, True),
        ({"agencies": (8,)}, False),
        ({"districts": ("gu-west",)}, True),
        ({"districts": ("dong-hill",)}, False),
        ({"area": {"type": "Polygon", "coordinates": [SQUARE]}}, True),
        ({"area": {"type": "Polygon", "coordinates": [HOLE]}}, False),
        ({"traffic": Traffic.REAL}, True),
        ({"traffic": Traffic.EXERCISE}, False),
        ({"days": (7,)}, True),
        ({"days": (1, 2, 3, 4, 5)}, False),
        ({"types": ("FIRE",), "priorities": (3,)}, False),
    ],
)
def test_every_condition_must_hold(scope: dict[str, Any], is_for_it: bool) -> None:
    assert fits(Scope(**scope), FIRE_AT_THE_MILL) is is_for_it


def test_an_exercise_is_not_real() -> None:
    drill = replace(FIRE_AT_THE_MILL, exercise=True)
    assert not fits(Scope(traffic=Traffic.REAL), drill)
    assert fits(Scope(traffic=Traffic.EXERCISE), drill)


@pytest.mark.parametrize(
    ("at", "is_within"),
    [
        (local(20, 22, 0), True),
        (local(20, 21, 59), False),
        (local(21, 5, 59), True),
        (local(21, 6, 0), False),
        (local(21, 23, 0), False),
        (local(20, 1, 0), False),
    ],
)
def test_a_night_belongs_to_the_day_on_which_it_began(at: datetime, is_within: bool) -> None:
    friday_night = Scope(days=(5,), starts="22:00", ends="06:00")
    assert fits(friday_night, replace(FIRE_AT_THE_MILL, at=at.astimezone(UTC))) is is_within


def test_a_hole_is_outside() -> None:
    ring = {"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE]]}
    assert is_inside(ring, 126.01, 37.01)
    assert not is_inside(ring, 126.05, 37.05)
    assert not is_inside(ring, 126.2, 37.05)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ({}, {"types": ("FIRE",)}, True),
        ({"types": ("FIRE",)}, {"types": ("FIRE.ALARM",)}, True),
        ({"types": ("FIRE.STRUCT",)}, {"types": ("FIRE.ALARM",)}, False),
        ({"priorities": (0, 1)}, {"priorities": (1, 2)}, True),
        ({"priorities": (0,)}, {"priorities": (1, 2)}, False),
        ({"traffic": "real"}, {"traffic": "exercise"}, False),
        ({"traffic": "real"}, {"traffic": "both"}, True),
        ({"days": (6,), "starts": "22:00", "ends": "02:00"}, {"days": (7,)}, True),
        ({"days": (6,), "starts": "08:00", "ends": "18:00"}, {"days": (7,)}, False),
        ({"starts": "22:00", "ends": "06:00"}, {"starts": "06:00", "ends": "22:00"}, False),
    ],
)
def test_two_rules_can_be_for_one_incident(
    one: dict[str, Any], other: dict[str, Any], both: bool
) -> None:
    assert may_both_fit(Scope(**one), Scope(**other)) is both
    assert may_both_fit(Scope(**other), Scope(**one)) is both
