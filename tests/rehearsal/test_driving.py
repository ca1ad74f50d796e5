"""Simulated units drive along roads to where their status says they are going."""

from __future__ import annotations

import signal
import threading
from datetime import datetime, timedelta

import pytest
from django.contrib.gis.geos import Point
from django.core.management import CommandError, call_command

from atlas.models import Place
from dispatch.models import Assignment
from dispatch.services import clearing, moving, sending
from dispatch.states import UnitStatus
from incidents.places import Place as Spot
from positions.models import LatestFix
from positions.services.ingesting import ingest
from positions.services.scope import Scope
from positions.states import Source
from rehearsal import shifts
from rehearsal.cars import Car
from rehearsal.driver import Driver
from rehearsal.fleet import Seen
from rehearsal.goals import STAY, Goal, goal_of
from rehearsal.stage import Stage
from roads.driving import Route
from roads.pgrouting import is_there
from roads.sphere import LonLat, metres_between
from safety_net.core import clock
from tests.roads.paper_roads import a_road, built, driven, lonlat
from tests.support.cast import Person, file
from tests.support.fleet import a_station, a_unit
from tests.support.small_city import SmallCity
from units.models import Unit
from units.states import Duty

HOME, SCENE, CLINIC = lonlat((0, 0)), lonlat((10, 8)), lonlat((0, 8))


def unit_seen(**more) -> Seen:
    known = {
        "unit": 1, "agency": 1, "kind": "engine", "by_water": False, "station": HOME, "spot": HOME,
        "duty": Duty.AVAILABLE_STATION,
    }  # fmt: skip
    return Seen(**{**known, **more})


def clinic(spot: LonLat) -> LonLat | None:
    return CLINIC


@pytest.mark.parametrize(
    ("status", "goal"),
    [
        ("", Goal(HOME)),
        (UnitStatus.ALERTED, STAY),
        (UnitStatus.ACKNOWLEDGED, STAY),
        (UnitStatus.EN_ROUTE, Goal(SCENE)),
        (UnitStatus.STAGING, Goal(SCENE)),
        (UnitStatus.ON_SCENE, Goal(SCENE, late=True)),
        (UnitStatus.PATIENT, Goal(SCENE, late=True)),
        (UnitStatus.TRANSPORT, Goal(CLINIC)),
        (UnitStatus.AT_HOSPITAL, Goal(CLINIC, late=True)),
    ],
)
def test_the_status_says_where_to(status, goal):
    incident = SCENE if status else None
    assert goal_of(unit_seen(status=status, incident=incident), clinic) == goal


@pytest.mark.parametrize(
    ("kind", "duty", "goal"),
    [
        ("patrol", Duty.AVAILABLE_MOBILE, Goal(HOME, beat=True)),
        ("patrol", Duty.AVAILABLE_STATION, Goal(HOME)),
        ("engine", Duty.AVAILABLE_MOBILE, STAY),
        ("engine", Duty.RETURNING, Goal(HOME)),
        ("engine", Duty.OUT_OF_SERVICE, STAY),
    ],
)
def test_whoever_is_free_goes_home_stays_or_drives_about(kind, duty, goal):
    assert goal_of(unit_seen(kind=kind, duty=duty), clinic) == goal


def test_nobody_is_faster_than_can_be_believed():
    car = Car(1, HOME, goal=Goal(SCENE, late=True))
    car.sets_out(Route((HOME, SCENE), (0.0, 60.0), "road"))
    before = car.spot
    car.drives(1.0, 1_000.0, 0.0)
    assert metres_between(before, car.spot) * 3.6 <= 251


def test_to_be_late_is_no_new_way():
    car = Car(1, HOME)
    car.wants(Goal(SCENE))
    car.sets_out(Route((HOME, SCENE), (0.0, 60.0), "road"))
    car.wants(Goal(SCENE, late=True))
    assert car.route is not None
    car.wants(Goal(HOME))
    assert car.route is None


@pytest.fixture
def streets(city: SmallCity) -> SmallCity:
    if not is_there():
        pytest.skip("the database has no pgRouting")
    driven("minor", 36)
    for line in (((0, 0), (10, 0)), ((10, 0), (10, 8)), ((10, 8), (0, 8)), ((0, 8), (0, 0))):
        a_road(*line)
    built()
    return city


@pytest.fixture
def engine(streets: SmallCity) -> Unit:
    return simulated(streets, "E1", "engine")


def simulated(city: SmallCity, call_sign: str, kind: str, duty: str = "available_station") -> Unit:
    lon, lat = HOME
    station = a_station(city.fire, call_sign, lon=lon, lat=lat)
    unit = a_unit(city.fire, call_sign, kind, station=station, duty=duty)
    Unit.objects.filter(pk=unit.pk).update(is_simulated=True)
    return unit


class Night:
    """A driver and its clock: `passes` seconds, a tick each."""

    def __init__(self, speed: float = 1.0) -> None:
        self.driver, self.at = Driver(speed=speed), clock.now()

    def passes(self, seconds: int) -> datetime:
        for _ in range(seconds):
            self.at += timedelta(seconds=1)
            self.driver.tick(self.at)
        return self.at


def where(unit: Unit) -> LonLat:
    fix = LatestFix.objects.get(unit=unit)
    return fix.location.x, fix.location.y


def sent(dani: Person, unit: Unit, *statuses: str) -> Assignment:
    incident = file(dani, place=Spot(lon=SCENE[0], lat=SCENE[1], address="corner"))
    (assignment,) = sending.send(
        incident_id=incident.pk, unit_ids=[unit.pk], by=dani.actor, at=clock.now()
    )
    for status in statuses:
        moving.move(assignment_id=assignment.pk, status=status, by=dani.actor, at=clock.now())
    return assignment


def test_an_engine_drives_to_its_incident_and_home_again(dani, engine):
    night = Night()
    night.passes(2)
    assert where(engine) == pytest.approx(HOME)
    assignment = sent(dani, engine, "acknowledged")
    night.passes(5)
    assert where(engine) == pytest.approx(HOME)

    moving.move(assignment_id=assignment.pk, status="en_route", by=dani.actor, at=clock.now())
    night.passes(60)
    assert 400 < metres_between(where(engine), HOME) < 700
    night.passes(140)
    assert metres_between(where(engine), SCENE) < 5

    clearing.clear(
        assignment_id=assignment.pk, by=dani.actor, at=clock.now(), reason="", then="returning"
    )
    night.passes(200)
    assert metres_between(where(engine), HOME) < 5
    night.passes(2)
    assert night.driver.home == {engine.pk}
    assert shifts.report_home(night.driver.home, Stage.of_the_city(language="en")) == 1
    engine.refresh_from_db()
    assert engine.duty == Duty.AVAILABLE_STATION
    assert not night.driver.tally.refused


def test_it_is_marked_as_simulated(engine):
    Night().passes(2)
    fix = LatestFix.objects.get()
    assert (fix.is_simulated, fix.source) == (True, Source.SIMULATION)


def test_who_arrived_by_radio_only_hurries_there(dani, engine):
    night = Night()
    night.passes(2)
    sent(dani, engine, "acknowledged", "en_route", "on_scene")
    night.passes(80)
    assert metres_between(where(engine), SCENE) < 5


def test_a_patient_is_driven_to_the_next_hospital(dani, streets):
    ambulance = simulated(streets, "A1", "ambulance")
    Place.objects.create(
        pack="paper", source="clinic", external_id="1", kind="hospital", name_ko="의원",
        point=Point(*CLINIC, srid=4326),
    )  # fmt: skip
    night = Night(speed=3)
    night.passes(2)
    sent(dani, ambulance, "acknowledged", "en_route", "on_scene", "patient", "transport")
    night.passes(60)
    assert metres_between(where(ambulance), CLINIC) < 5


def test_a_patrol_drives_about_and_stays_on_roads(streets):
    patrol = simulated(streets, "P1", "patrol", duty="available_mobile")
    night, spots = Night(), set()
    for _ in range(30):
        night.passes(10)
        spots.add(where(patrol))
    assert len(spots) > 5
    (west, south), (east, north) = HOME, SCENE
    for lon, lat in spots:
        off = min(abs(lon - west), abs(lon - east), abs(lat - south), abs(lat - north))
        assert off < 1e-4


def test_some_patrols_go_out_and_some_stay(streets):
    for number in range(9):
        simulated(streets, f"P{number}", "patrol")
    stage = Stage.of_the_city(language="en")
    assert shifts.send_patrols_out(stage) == 3
    assert shifts.send_patrols_out(stage) == 0
    assert Unit.objects.filter(duty=Duty.AVAILABLE_MOBILE).count() == 3


def test_real_units_and_those_with_a_phone_are_left_alone(streets, engine):
    a_unit(streets.fire, "E2", station=engine.station)
    spot = lonlat((3, 0))
    fix = {"unit": engine.pk, "at": clock.now().isoformat(), "lon": spot[0], "lat": spot[1]}
    crew = Scope(agency_id=streets.fire.pk, unit_id=engine.pk, source=Source.CREW)
    assert ingest([fix], scope=crew, received=clock.now()).accepted == 1
    Night().passes(5)
    assert LatestFix.objects.count() == 1
    assert where(engine) == pytest.approx(spot)


def test_without_a_way_it_stays(dani, engine):
    incident = file(dani, place=Spot(lon=126.26, lat=37.05, address="island"))
    sending.send(
        incident_id=incident.pk, unit_ids=[engine.pk], by=dani.actor, at=clock.now(),
        first="en_route",
    )  # fmt: skip
    night = Night()
    night.passes(10)
    assert where(engine) == pytest.approx(HOME)


def test_few_statements_a_second(streets, django_assert_max_num_queries):
    for number in range(20):
        simulated(streets, f"P{number}", "patrol", duty="available_mobile")
    night = Night()
    night.passes(30)
    with django_assert_max_num_queries(12):
        night.passes(1)


def test_the_command_wants_a_file_or_the_demo(db, tmp_path):
    for words in ([], ["--demo", str(tmp_path / "x.csv")], [str(tmp_path / "x.csv")]):
        with pytest.raises(CommandError):
            call_command("replay_positions", *words)


@pytest.fixture
def signals_kept():
    """The command listens for signals; afterwards the test run does again."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, reaction in kept.items():
        signal.signal(number, reaction)


def test_a_trace_is_played_by_the_command(engine, tmp_path, signals_kept, capsys):
    trace = tmp_path / "trace.csv"
    rows = ["vehicle_id,timestamp,longitude,latitude", "bus,2026-01-26 16:00:00,-2.9,53.4", "bad"]
    trace.write_text("\n".join(rows))
    call_command("replay_positions", str(trace), "--units", "e1", "--shift-to", "126.1,37.05")
    told = capsys.readouterr().out
    assert "1 positions of 1 vehicles" in told
    assert "left out: line 3" in told
    assert where(engine) == pytest.approx((126.1, 37.05))


def test_the_demo_drives_until_it_is_stopped(engine, signals_kept, monkeypatch, capsys):
    seconds = []

    class Stop(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            seconds.append(timeout)
            if len(seconds) == 3:
                signal.raise_signal(signal.SIGTERM)
            return self.is_set()

    monkeypatch.setattr(threading, "Event", Stop)
    call_command("replay_positions", "--demo")
    assert seconds == [1.0, 1.0, 1.0]
    assert "positions" in capsys.readouterr().out
    assert where(engine) == pytest.approx(HOME)
