"""The timeline: a newcomer reads the story, and nobody reads what was not for them."""

from __future__ import annotations

import pytest

from incidents.models import Incident
from incidents.selectors.timeline import timeline_of
from tests.support import deeds
from tests.support.cast import Person, file


@pytest.fixture
def fire(dani: Person, mina: Person) -> Incident:
    """A fire that people have worked on for a while."""
    fire = file(by=dani, caller_name="Kim")
    deeds.acknowledges(mina, fire)
    deeds.notes(mina, fire, "road is closed")
    deeds.notes(mina, fire, "for us alone", to="own")
    deeds.reads_callers(dani, fire)
    return fire


def told(it: Incident, to: Person) -> list[str]:
    return [entry["kind"] for entry in timeline_of(it, to.viewer)]


def words(it: Incident, to: Person) -> list[str]:
    entries = timeline_of(it, to.viewer)
    return [one["data"]["note"]["text"] for one in entries if one["kind"] == "note.added"]


def test_a_newcomer_reads_what_happened_before(
    dani: Person, fire: Incident, outsider: Person
) -> None:
    deeds.asks(dani, fire, outsider.agency)
    assert told(fire, outsider) == [
        "incident.filed",
        "time.recorded",
        "track.acknowledged",
        "note.added",
        "track.added",
        "incident.shared",
    ]


def test_own_notes_stay_with_their_agency(
    dani: Person, mina: Person, fire: Incident, outsider: Person
) -> None:
    deeds.asks(dani, fire, outsider.agency)
    assert words(fire, outsider) == ["road is closed"]
    assert words(fire, dani) == ["road is closed"]
    assert words(fire, mina) == ["road is closed", "for us alone"]


def test_the_card_for_a_newcomer_is_no_news_to_the_others(
    dani: Person, fire: Incident, outsider: Person
) -> None:
    deeds.asks(dani, fire, outsider.agency)
    assert "incident.shared" not in told(fire, dani)
    assert "caller.read" not in told(fire, dani)


def test_a_merge_does_not_tell_the_duplicates_story_to_others(
    dani: Person, mina: Person, fire: Incident
) -> None:
    gas = file(by=dani, kind="HAZ.GAS")
    gas.tracks.filter(agency=mina.agency).delete()
    deeds.notes(dani, gas, "the tap was open")
    deeds.merges(dani, gas, into=fire)
    assert "the tap was open" in words(fire, dani)
    assert "the tap was open" not in words(fire, mina)


def test_who_came_with_a_duplicate_reads_both_stories(
    dani: Person, fire: Incident, outsider: Person
) -> None:
    gas = file(by=dani, kind="HAZ.GAS")
    deeds.asks(dani, gas, outsider.agency)
    deeds.merges(dani, gas, into=fire)
    both = {entry["subject"]["id"] for entry in timeline_of(fire, outsider.viewer)}
    assert both == {fire.pk, gas.pk}
    assert words(fire, outsider) == ["road is closed"]
