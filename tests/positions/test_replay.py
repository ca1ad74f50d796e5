"""A recorded trace plays as positions of this city's units."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from positions.models import LatestFix
from positions.models.history import Fix
from positions.replay import playing
from positions.replay.casting import cast
from positions.replay.playing import Playing
from positions.replay.reading import USUAL, BadTrace, Sighting, read
from positions.replay.shifting import shifted
from roads.sphere import heading, metres_between
from safety_net.core import clock
from tests.support.fleet import a_unit
from tests.support.small_city import SmallCity

SHARED = Path(__file__).parents[3] / "shared/data/avl/liverpool_bus_route14_20260126.csv"
HEAD = "vehicle_id,timestamp,longitude,latitude,bearing"
START = datetime(2026, 1, 26, 16, 0, tzinfo=UTC)


@pytest.fixture
def trace(tmp_path: Path):
    def write(*rows: str, head: str = HEAD) -> Path:
        path = tmp_path / "trace.csv"
        path.write_text("\n".join([head, *rows]), encoding="utf-8-sig")
        return path

    return write


class Time:
    """A clock that moves when somebody waits; it may be told to say stop."""

    def __init__(self, stops_after: float = float("inf")) -> None:
        self.began = self.at = clock.now()
        self.stops_after = stops_after

    def now(self) -> datetime:
        return self.at

    def waits(self, seconds: float) -> bool:
        self.at += timedelta(seconds=seconds)
        return (self.at - self.began).total_seconds() > self.stops_after


def sighting(vehicle: str, seconds: float, lon: float = 126.07, lat: float = 37.05) -> Sighting:
    return Sighting(vehicle, START + timedelta(seconds=seconds), lon, lat)


def played(monkeypatch, sightings, roles, *, speed=1.0, time=None, until=None):
    time = time or Time()
    monkeypatch.setattr(playing, "clock", time)
    return Playing(sightings, roles, speed, time.waits).play(until), time


def test_rows_are_read_in_the_order_of_time(trace):
    path = trace(
        "b,2026-01-26 16:00:10,126.1,37.1,90", "a,2026-01-26 16:00:00,126.0,37.0,",
        "a,2026-01-26T16:00:20+00:00,126.0,37.0,",
    )  # fmt: skip
    found = read(path, USUAL, ZoneInfo("UTC"))
    assert [one.vehicle for one in found.sightings] == ["a", "b", "a"]
    assert found.vehicles == ["a", "b"]
    assert [one.heading for one in found.sightings] == [None, 90.0, None]
    assert found.sightings[0].at == START


def test_times_without_a_zone_are_of_the_one_that_is_named(trace):
    path = trace("a,2026-01-27 01:00:00,126.0,37.0,")
    assert read(path, USUAL, ZoneInfo("Asia/Seoul")).sightings[0].at == START


def test_rows_that_are_no_position_are_told_with_their_line(trace):
    path = trace(
        "a,2026-01-26 16:00:00,126.0,37.0,", "a,yesterday,126.0,37.0,",
        "a,2026-01-26 16:00:00,,37.0,", "a,2026-01-26 16:00:00,326.0,37.0,", "a",
    )  # fmt: skip
    found = read(path, USUAL, ZoneInfo("UTC"))
    assert len(found.sightings) == 1
    assert [line.split(":")[0] for line in found.bad] == ["line 3", "line 4", "line 5", "line 6"]


def test_columns_may_have_other_names(trace):
    path = trace("7;", "7,2026-01-26 16:00:00,126.0,37.0", head="차량,시각,경도,위도")
    columns = {**USUAL, "vehicle": "차량", "at": "시각", "lon": "경도", "lat": "위도"}
    assert read(path, columns, ZoneInfo("UTC")).vehicles == ["7"]


@pytest.mark.parametrize("head", ["vehicle_id,timestamp,longitude", HEAD])
def test_a_file_that_is_no_use_is_refused(trace, head):
    with pytest.raises(BadTrace):
        read(trace(head=head), USUAL, ZoneInfo("UTC"))


def test_no_file_is_refused(tmp_path):
    with pytest.raises(BadTrace):
        read(tmp_path / "none.csv", USUAL, ZoneInfo("UTC"))


def test_a_shifted_trace_keeps_its_metres_and_its_north():
    one, other = sighting("a", 0, -2.98, 53.40), sighting("a", 10, -2.90, 53.45)
    moved = shifted([one, other], (126.1, 37.05))
    before, after = ([(one.lon, one.lat) for one in whole] for whole in ([one, other], moved))
    assert metres_between(*after) == pytest.approx(metres_between(*before), rel=0.01)
    assert heading(*after) == pytest.approx(heading(*before), abs=1)
    middle = [(first + last) / 2 for first, last in zip(*after, strict=True)]
    assert middle == pytest.approx([126.1, 37.05])


@pytest.mark.django_db
def test_the_first_is_now_and_gaps_stay_gaps(monkeypatch, city: SmallCity):
    engine = a_unit(city.fire, "E1")
    whole = [sighting("a", 0), sighting("a", 30, 126.071), sighting("a", 52 * 60, 126.08)]
    tally, time = played(monkeypatch, whole, {"a": engine.pk})
    assert (tally.accepted, dict(tally.refused)) == (3, {})
    told = [(at - time.began).total_seconds() for at in times(engine)]
    assert told == [0, 30, 52 * 60]
    assert (time.at - time.began).total_seconds() == pytest.approx(52 * 60)


def times(unit) -> list[datetime]:
    return list(Fix.objects.filter(unit_id=unit.pk).order_by("at").values_list("at", flat=True))


@pytest.mark.django_db
def test_it_may_be_played_faster(monkeypatch, city: SmallCity):
    engine = a_unit(city.fire, "E1")
    whole = [sighting("a", 0), sighting("a", 60, 126.071)]
    _, time = played(monkeypatch, whole, {"a": engine.pk}, speed=4)
    assert [(at - time.began).total_seconds() for at in times(engine)] == [0, 15]


@pytest.mark.django_db
def test_what_is_told_is_marked_as_simulated(monkeypatch, city: SmallCity):
    engine = a_unit(city.fire, "E1")
    played(monkeypatch, [sighting("a", 0)], {"a": engine.pk})
    fix = LatestFix.objects.get()
    assert (fix.unit_id, fix.is_simulated, fix.source) == (engine.pk, True, "simulation")


@pytest.mark.django_db
def test_who_has_no_part_is_not_told(monkeypatch, city: SmallCity):
    engine = a_unit(city.fire, "E1")
    tally, _ = played(monkeypatch, [sighting("a", 0), sighting("b", 1)], {"b": engine.pk})
    assert tally.accepted == 1


@pytest.mark.django_db
def test_what_cannot_be_believed_is_counted(monkeypatch, city: SmallCity):
    engine = a_unit(city.fire, "E1")
    whole = [sighting("a", 0), sighting("a", 2, 126.17)]
    tally, _ = played(monkeypatch, whole, {"a": engine.pk})
    assert str(tally) == "1 positions; refused: 1 jump"


@pytest.mark.django_db
def test_it_ends_when_told_to_stop_or_at_its_time(monkeypatch, city: SmallCity):
    engine = a_unit(city.fire, "E1")
    whole = [sighting("a", n * 10) for n in range(100)]
    tally, _ = played(monkeypatch, whole, {"a": engine.pk}, time=Time(stops_after=35))
    assert tally.accepted == 4
    LatestFix.objects.all().delete()
    time = Time()
    until = time.began + timedelta(seconds=25)
    tally, _ = played(monkeypatch, whole, {"a": engine.pk}, time=time, until=until)
    assert tally.accepted == 3


@pytest.mark.django_db
def test_units_are_cast_by_name_or_by_kind(city: SmallCity):
    first, second = a_unit(city.police, "P2", "patrol"), a_unit(city.police, "P1", "patrol")
    named = cast(["x", "y"], call_signs=["p2", "P1"], kind="")
    assert named == {"x": first.pk, "y": second.pk}
    with pytest.raises(BadTrace):
        cast(["x"], call_signs=["P9"], kind="")
    with pytest.raises(BadTrace):
        cast(["x"], call_signs=[], kind="patrol")  # real ones are only cast by name
    type(first).objects.update(is_simulated=True)
    assert cast(["x", "y", "z"], call_signs=[], kind="patrol") == {"x": second.pk, "y": first.pk}


@pytest.mark.shared_data
@pytest.mark.skipif(not SHARED.exists(), reason="the recorded buses are not beside the project")
@pytest.mark.django_db
def test_buses_of_another_city_drive_here(monkeypatch, city: SmallCity):
    found = read(SHARED, USUAL, ZoneInfo("Europe/London"))
    assert (len(found.sightings), len(found.vehicles), found.bad) == (1_533, 8, [])
    assert sum(one.heading is None for one in found.sightings) == 399
    roles = {
        vehicle: a_unit(city.police, f"P{n}", "patrol").pk
        for n, vehicle in enumerate(found.vehicles)
    }
    tally, time = played(monkeypatch, shifted(found.sightings, (126.1, 37.05)), roles)
    assert tally.accepted + tally.refused.total() == 1_533
    assert tally.accepted > 1_500
    whole = (found.sightings[-1].at - found.sightings[0].at).total_seconds()
    assert (time.at - time.began).total_seconds() == pytest.approx(whole, abs=1)
