"""In a rehearsal simulated units are sent, move, and come home; real ones are left alone."""

from __future__ import annotations

from typing import Any

import pytest

from dispatch.models import Assignment, AssignmentTime
from dispatch.states import UnitStatus
from incidents.models import Incident
from incidents.states import Status
from rehearsal import script
from rehearsal.acts import close_leftovers
from rehearsal.player import Player
from rehearsal.stage import Stage
from rehearsal.steps import Spot, Step
from safety_net.core.city_log import verifying
from safety_net.core.models import LogEntry
from tests.support.fleet import a_station, a_unit
from tests.support.small_city import SmallCity
from units.models import Unit
from units.states import Duty

pytestmark = pytest.mark.django_db
FASTEST = 1_000_000.0


def step(act: str, agency: str = "fire", **data: Any) -> Step:
    return Step(seconds=1, act=act, label="fire", agency=agency, data=dict(data))


FIRE = step("file", type="FIRE.STRUCT", spot=Spot(kind="market"), channel="call", narrative="smoke")
ENGINE: dict[str, Any] = {"kind": "engine", "nth": 0}


@pytest.fixture
def player(city: SmallCity) -> Player:
    return Player(Stage.of_the_city(language="en"), FASTEST)


def simulated(unit: Unit) -> Unit:
    unit.is_simulated = True
    unit.save()
    return unit


@pytest.fixture
def engine(city: SmallCity) -> Unit:
    return simulated(a_unit(city.fire, "E1", station=a_station(city.fire, "Mill")))


def test_a_unit_goes_and_comes_home(player: Player, engine: Unit) -> None:
    player.play([FIRE, step("send", kinds={"engine": 2})])
    assert Assignment.objects.get().unit == engine
    statuses = ("acknowledged", "en_route", "on_scene")
    player.play([step("move", **ENGINE, status=status) for status in statuses])
    player.play([step("clear", **ENGINE)])
    engine.refresh_from_db()
    assert engine.duty == Duty.RETURNING

    tally = player.play([step("home", **ENGINE)])

    engine.refresh_from_db()
    assert (engine.duty, tally.done, tally.refused) == (Duty.AVAILABLE_STATION, 7, 0)
    kept = AssignmentTime.objects.order_by("pk").values_list("status", "source")
    assert [status for status, _ in kept] == ["alerted", *statuses, "clear"]
    assert Incident.objects.get().exercise


def test_a_real_unit_is_never_sent(player: Player, city: SmallCity) -> None:
    a_unit(city.fire, "E2")

    tally = player.play([FIRE, step("send", kinds={"engine": 1}), step("move", **ENGINE)])

    assert (tally.refused, Assignment.objects.count()) == (2, 0)


def test_the_nearest_free_one_goes(player: Player, city: SmallCity) -> None:
    far = a_station(city.fire, "Hill", lon=126.14)
    near = a_station(city.fire, "Mill", lon=126.07)
    simulated(a_unit(city.fire, "E8", station=far))
    simulated(a_unit(city.fire, "E9", station=near))
    simulated(a_unit(city.fire, "E7", station=near, duty=Duty.OUT_OF_SERVICE, reason="repair"))
    player.play([FIRE])
    Incident.objects.update(location="POINT(126.06 37.05)")

    player.play([step("send", kinds={"engine": 1})])

    assert Assignment.objects.get().unit.call_sign == "E9"


def test_what_was_cut_off_is_freed_and_brought_home(player: Player, engine: Unit) -> None:
    player.play([FIRE, step("send", kinds={"engine": 1})])

    close_leftovers(player.stage)

    engine.refresh_from_db()
    assert engine.duty == Duty.AVAILABLE_STATION
    assert not Assignment.objects.filter(cleared_at__isnull=True).exists()


def test_a_whole_night_leaves_every_unit_free(player: Player, city: SmallCity) -> None:
    fleet = (("fire", "engine"), ("fire", "ambulance"), ("fire", "rescue"), ("police", "patrol"))
    for slug, kind in fleet:
        agency = getattr(city, slug)
        for number in range(6):
            simulated(
                a_unit(
                    agency, f"{kind}{number}", kind, station=a_station(agency, f"{kind}{number}")
                )
            )

    player.play(script.read(script.SCRIPTS / "flooding-night.toml", language="ko"))

    assert Assignment.objects.count() > 30
    assert AssignmentTime.objects.filter(status=UnitStatus.AT_HOSPITAL).exists()
    assert not Assignment.objects.filter(cleared_at__isnull=True).exists()
    assert not Incident.objects.exclude(status=Status.CLOSED).exists()
    assert not Unit.objects.exclude(duty=Duty.AVAILABLE_STATION).exists()
    assert {e.actor_kind for e in LogEntry.objects.filter(kind__startswith="assignment")} == {
        "integration"
    }
    assert verifying.verify().seq is None


def test_in_the_script_every_move_follows_the_one_before() -> None:
    order = ["send", "acknowledged", "en_route", "on_scene", "patient", "transport", "at_hospital"]
    steps = script.read(script.SCRIPTS / "flooding-night.toml", language="en")
    ways: dict[tuple[object, ...], list[str]] = {}
    for one in steps:
        if one.act in ("move", "clear", "home"):
            key = (one.label, one.agency, one.data["kind"], one.data["nth"])
            ways.setdefault(key, []).append(one.data.get("status", one.act))
    assert len(ways) > 60
    for way in ways.values():
        assert way == sorted(way, key=[*order, "clear", "home"].index)
