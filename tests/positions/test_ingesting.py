"""What can be believed is stored; what can't is refused with its reason, and only that."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency, City
from positions.models import Fix, KindPositionRules, LatestFix
from positions.services.ingesting import ingest
from positions.services.scope import Scope
from positions.states import Source
from safety_net.core.errors import TooLarge
from tests.support.moving import a_fix, reasons, tells
from units.models import Unit


def test_the_latest_is_kept_and_all_are_history(
    fire: Agency, engine: Unit, ladder: Unit, noon: datetime
) -> None:
    outcome = tells(
        fire,
        noon,
        a_fix(engine, noon, ago=1, lon=126.0702, heading=359.7, speed_kmh=40.25, accuracy_m=4),
        a_fix(engine, noon, ago=3),
        a_fix(ladder, noon, ago=2),
    )
    assert (outcome.accepted, outcome.refused) == (3, [])
    latest = LatestFix.objects.get(unit=engine)
    assert latest.location.coords == (126.0702, 37.05)
    assert (latest.heading, latest.speed_kmh, latest.accuracy_m) == (0, 40.25, 4)
    assert (latest.at, latest.received_at) == (noon - timedelta(seconds=1), noon)
    assert (latest.source, latest.is_simulated) == (Source.DEVICE, False)
    assert list(Fix.objects.filter(unit_id=engine.pk).order_by("at").values_list("lon")) == [
        (126.07,),
        (126.0702,),
    ]
    assert Fix.objects.get(unit_id=ladder.pk).heading is None


def test_a_unit_may_be_named_in_three_ways(fire: Agency, engine: Unit, noon: datetime) -> None:
    Unit.objects.filter(pk=engine.pk).update(external_id="veh/11")
    for ago, name in enumerate(({"call_sign": "e 11"}, {"external_id": "veh/11"}), start=1):
        assert tells(fire, noon, a_fix(None, noon, ago=5 - ago, **name)).accepted == 1
    assert Fix.objects.filter(unit_id=engine.pk).count() == 2


def test_a_device_of_one_unit_need_not_name_it(fire: Agency, engine: Unit, noon: datetime) -> None:
    assert tells(fire, noon, a_fix(None, noon), unit_id=engine.pk).accepted == 1
    assert reasons(tells(fire, noon, a_fix(None, noon))) == [(0, "unknown_unit")]


def test_nobody_speaks_for_others(
    fire: Agency, engine: Unit, ladder: Unit, patrol: Unit, noon: datetime
) -> None:
    Unit.objects.filter(pk=patrol.pk).update(external_id="veh/7")
    fixes = [
        a_fix(patrol, noon),
        a_fix(None, noon, call_sign="Patrol 7"),
        a_fix(None, noon, external_id="veh/7"),
    ]
    told = reasons(tells(fire, noon, *fixes))
    assert told == [(0, "not_yours"), (1, "not_yours"), (2, "unknown_unit")]
    told = reasons(tells(fire, noon, a_fix(ladder, noon), unit_id=engine.pk))
    assert told == [(0, "not_yours")]
    assert not LatestFix.objects.exists()


def test_a_unit_that_was_put_away_is_unknown(fire: Agency, engine: Unit, noon: datetime) -> None:
    Unit.objects.filter(pk=engine.pk).update(is_active=False)
    assert reasons(tells(fire, noon, a_fix(engine, noon))) == [(0, "unknown_unit")]


@pytest.mark.parametrize(
    ("seconds_ago", "reason"),
    [(-31, "future"), (-30, None), (24 * 3600, None), (24 * 3600 + 1, "too_old")],
)
def test_times_that_can_be(
    fire: Agency, engine: Unit, noon: datetime, seconds_ago: int, reason: str | None
) -> None:
    told = reasons(tells(fire, noon, a_fix(engine, noon, ago=seconds_ago)))
    assert told == ([(0, reason)] if reason else [])


def test_what_comes_late_or_twice_changes_nothing(
    fire: Agency, engine: Unit, noon: datetime
) -> None:
    batch = [a_fix(engine, noon, ago=5), a_fix(engine, noon, ago=4)]
    tells(fire, noon, *batch)
    later = noon + timedelta(seconds=1)
    again = tells(fire, later, *batch, a_fix(engine, noon, ago=3))
    assert again.accepted == 1
    assert reasons(again) == [(0, "out_of_order"), (1, "duplicate")]
    assert Fix.objects.filter(unit_id=engine.pk).count() == 3
    assert LatestFix.objects.get().at == noon - timedelta(seconds=3)


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ({"lon": 0, "lat": 0}, "no_place"),
        ({"lon": 181, "lat": 37}, "no_place"),
        ({"lon": 37.05, "lat": 126.07}, "no_place"),
        ({"lon": 10**400, "lat": 37}, "no_place"),
        ({"lon": float("nan"), "lat": 37}, "no_place"),
        ({"lon": 2.35, "lat": 48.85}, "outside"),
        ({"lon": 123.9, "lat": 37}, "outside"),
    ],
)
def test_places_that_can_not_be(
    fire: Agency, engine: Unit, noon: datetime, place: dict[str, float], reason: str
) -> None:
    [refused] = tells(fire, noon, a_fix(engine, noon, **place)).refused
    assert refused.reason == reason
    assert refused.wire()["text"]


def test_swapped_degrees_are_called_so(fire: Agency, engine: Unit, noon: datetime) -> None:
    """Where both can be degrees of both kinds: a city at 20 E, 45 N."""
    City.objects.update(bbox=[19.9, 44.9, 20.1, 45.1], centre=Point(20, 45, srid=4326))
    [refused] = tells(fire, noon, a_fix(engine, noon, lon=45, lat=20)).refused
    assert (refused.reason, "swapped" in str(refused.text)) == ("outside", True)


def test_no_unit_leaps(fire: Agency, engine: Unit, noon: datetime) -> None:
    """0.1 degrees of latitude are 11 km: 133 seconds at 300 km/h."""
    outcome = tells(
        fire,
        noon,
        a_fix(engine, noon, ago=300),
        a_fix(engine, noon, ago=290, lat=37.15),
        a_fix(engine, noon, ago=280),
        a_fix(engine, noon, ago=140, lat=37.15),
    )
    assert reasons(outcome) == [(1, "jump")]
    KindPositionRules.objects.create(kind=engine.kind, fastest_kmh=60)
    assert reasons(tells(fire, noon, a_fix(engine, noon))) == [(0, "jump")]
    Unit.objects.filter(pk=engine.pk).update(kind=2)
    assert tells(fire, noon, a_fix(engine, noon)).accepted == 1


def test_standing_still_is_no_leap(fire: Agency, engine: Unit, noon: datetime) -> None:
    near, far = {"lon": 126.0715}, {"lon": 126.075, "accuracy_m": 400}
    outcome = tells(
        fire,
        noon,
        a_fix(engine, noon, ago=1),
        a_fix(engine, noon, ago=0.9, **near),
        a_fix(engine, noon, ago=0.8, **far),
    )
    assert outcome.accepted == 3


RUBBISH: list[Any] = [
    None,
    7,
    "fix",
    [],
    {},
    {"at": 5},
    {"unit": "E 11"},
    {"unit": True},
    {"unit": 2**63},
    {"unit": -1},
    {"unit": 1.0},
    {"call_sign": ""},
    {"call_sign": "x" * 101},
    {"call_sign": "E\x0011"},
    {"call_sign": "\ud800"},
    {"unit": 1, "call_sign": "E 11"},
    {"at": "yesterday"},
    {"at": "2026-11-22T09:00:00"},
    {"at": "0001-01-01T00:00:00+14:00"},
    {"lon": "126.07"},
    {"lat": None},
    {"lat": True},
    {"lat": {"deg": [37, [3, [0]]]}},
    {"heading": -1},
    {"heading": 361},
    {"heading": "N"},
    {"speed_kmh": -5},
    {"speed_kmh": float("inf")},
    {"accuracy_m": float("nan")},
    {"accuracy_m": 10**400},
    {"battery": 80},
]


@pytest.mark.parametrize("rubbish", RUBBISH, ids=repr)
def test_rubbish_never_loses_the_good_ones(
    fire: Agency, engine: Unit, ladder: Unit, noon: datetime, rubbish: Any
) -> None:
    bad = {**a_fix(None, noon), **rubbish} if isinstance(rubbish, dict) and rubbish else rubbish
    if isinstance(bad, dict) and rubbish and not {"unit", "call_sign"} & rubbish.keys():
        bad["unit"] = engine.pk
    outcome = tells(fire, noon, a_fix(engine, noon), bad, a_fix(ladder, noon))
    assert outcome.accepted == 2
    assert reasons(outcome) == [(1, "malformed")]
    assert outcome.refused[0].wire()["text"]


def test_a_thousand_and_one_are_too_many(fire: Agency, engine: Unit, noon: datetime) -> None:
    with pytest.raises(TooLarge):
        tells(fire, noon, *[a_fix(engine, noon, ago=ago) for ago in range(1001)])
    assert not LatestFix.objects.exists()
    assert (
        tells(fire, noon, *[a_fix(engine, noon, ago=ago) for ago in range(1000)]).accepted == 1000
    )


def test_simulated_positions_are_marked(fire: Agency, engine: Unit, noon: datetime) -> None:
    scope = Scope(agency_id=None, source=Source.SIMULATION)
    assert ingest([a_fix(engine, noon, ago=2)], scope=scope, received=noon).accepted == 1
    assert LatestFix.objects.get().is_simulated
    assert tells(fire, noon, a_fix(engine, noon, ago=1)).accepted == 1
    assert not LatestFix.objects.get().is_simulated
    Unit.objects.filter(pk=engine.pk).update(is_simulated=True)
    tells(fire, noon, a_fix(engine, noon))
    assert LatestFix.objects.get().is_simulated


def test_a_batch_takes_as_many_questions_as_one(
    fire: Agency, engine: Unit, ladder: Unit, noon: datetime
) -> None:
    tells(fire, noon, a_fix(engine, noon, ago=9))  # the day's partition is there now
    for count in (1, 200):
        later = noon + timedelta(seconds=2 * count)
        fixes = [a_fix(unit, later, ago=ago) for ago in range(count) for unit in (engine, ladder)]
        with CaptureQueriesContext(connection) as queries:
            assert tells(fire, later, *fixes).accepted == 2 * count
        assert len(queries) == 7, [query["sql"][:100] for query in queries]


def test_nothing_at_all_is_no_batch_but_no_error(fire: Agency, noon: datetime) -> None:
    assert tells(fire, noon).accepted == 0
