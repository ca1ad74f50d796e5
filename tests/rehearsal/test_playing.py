"""A rehearsal is exercise traffic, goes through the services, and yields to people."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from incidents.models import Incident, Report
from incidents.services import tracking
from incidents.states import Status, TrackState
from rehearsal import script
from rehearsal.acts import close_leftovers
from rehearsal.player import Player
from rehearsal.stage import Stage
from rehearsal.steps import Spot, Step
from safety_net.core.city_log import verifying
from safety_net.core.models import LogEntry
from tests.support.cast import NOON, Person, file
from tests.support.small_city import SmallCity

pytestmark = pytest.mark.django_db
FASTEST = 1_000_000.0


def flood(seconds: float = 0, label: str = "flood") -> Step:
    data = {
        "type": "NAT.FLOOD",
        "spot": Spot(kind="underpass"),
        "channel": "sensor",
        "narrative": "water rises",
    }
    return Step(seconds=seconds, act="file", label=label, agency="city", data=data)


def step(act: str, agency: str, **data: object) -> Step:
    return Step(seconds=1, act=act, label="flood", agency=agency, data=dict(data))


@pytest.fixture
def player(city: SmallCity) -> Player:
    return Player(Stage.of_the_city(language="en"), FASTEST)


def test_the_flooding_night_plays_to_its_end_and_is_all_exercise(player: Player) -> None:
    steps = script.read(script.SCRIPTS / "flooding-night.toml", language="en")

    tally = player.play(steps)

    filed = [one for one in steps if one.act == "file"]
    assert Incident.objects.filter(exercise=True).count() == len(filed) >= 25
    assert not Incident.objects.exclude(status=Status.CLOSED).exists()
    assert tally.skipped == 0
    assert verifying.verify().seq is None


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_script_reads_in_both_languages(language: str) -> None:
    for name in script.names():
        steps = script.read(script.SCRIPTS / f"{name}.toml", language=language)
        assert [one.seconds for one in steps] == sorted(one.seconds for one in steps)


def test_the_same_script_is_the_same_each_time() -> None:
    path = script.SCRIPTS / "flooding-night.toml"
    assert script.read(path, language="ko") == script.read(path, language="ko")


def test_a_person_may_be_faster_than_the_rehearsal(player: Player, jun: Person) -> None:
    player.play([flood()])
    tracking.acknowledge(incident_id=player.incidents["flood"], by=jun.actor, at=NOON)

    tally = player.play([step("acknowledge", "city"), step("start", "city")])

    assert tally.refused == 1
    track = Incident.objects.get().tracks.get(agency=jun.agency)
    assert track.acknowledged_by == jun.name
    assert track.state == TrackState.WORKING


def test_more_callers_and_notes_stand_on_the_incident(player: Player) -> None:
    player.play([flood(), step("report", "fire", text="a car"), step("note", "city", text="shut")])

    incident = Incident.objects.get()
    assert Report.objects.filter(incident=incident).count() == 2
    assert incident.notes.get().text == "shut"


def test_everything_is_told_by_the_rehearsal_and_not_by_a_person(player: Player) -> None:
    player.play([flood(), step("acknowledge", "city")])

    assert set(LogEntry.objects.values_list("actor_kind", flat=True)) == {"integration"}


def test_a_stop_is_heard_before_the_next_step(city: SmallCity) -> None:
    player = Player(Stage.of_the_city(language="ko"), 1.0, stopped=lambda: True)

    assert player.play([flood(seconds=3600)]).done == 0


def test_an_act_on_an_incident_that_was_never_filed_is_skipped(player: Player) -> None:
    assert player.play([step("acknowledge", "city")]).skipped == 1


@pytest.mark.parametrize(
    "text", ["", "calls = 3", "[[calls]]\nlabel = 'x'", "not toml", "[[calls]]\nminute='a'"]
)
def test_a_broken_script_is_refused_with_its_place(tmp_path, text: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(text)

    with pytest.raises(script.BadScript):
        script.read(path, language="ko")


def test_the_command_plays_a_script_of_ones_own(city: SmallCity, tmp_path, capsys) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[calls]]\nminute=0\nlabel="a"\nfiler="police"\ntype="TRAFFIC.ACC"\n'
        'place={kind="bridge"}\nko="추돌"\nen="crash"\nlasts=1\n'
    )
    call_command("rehearse", "--script", str(path), "--speed", "1000000")

    assert Incident.objects.get().narrative == "추돌"
    assert "done" in capsys.readouterr().out


def test_the_command_names_a_script_that_is_not_there(city: SmallCity) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        call_command("rehearse", "--script", "nowhere.toml")


def test_what_a_cut_off_rehearsal_left_is_closed_before_the_next(
    player: Player, city: SmallCity, jun: Person
) -> None:
    player.play([flood()])
    real = file(jun, "NAT.FLOOD")

    assert close_leftovers(player.stage) == 1

    assert set(Incident.objects.open()) == {real}
