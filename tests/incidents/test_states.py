"""Every pair of states, and every deed in every state: what is not allowed writes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from incidents.models import AgencyTrack, Incident
from incidents.services import records
from incidents.services.records import IllegalMove, IncidentNotOpen
from incidents.states import MOVES, TRACK_MOVES, Status, TrackState
from safety_net.core.errors import Refusal
from tests.support import deeds
from tests.support.cast import Person, file
from tests.support.deeds import Deed
from tests.support.small_city import SmallCity


@pytest.mark.parametrize("wanted", Status)
@pytest.mark.parametrize("was", Status)
def test_every_pair_of_statuses(was: Status, wanted: Status) -> None:
    incident = Incident(status=was)
    if wanted in MOVES[was]:
        records.move(incident, wanted)
        assert incident.status == wanted
        return
    with pytest.raises(IllegalMove) as refused:
        records.move(incident, wanted)
    assert refused.value.extra == {"was": was, "wanted": wanted}
    assert incident.status == was


@pytest.mark.parametrize("wanted", TrackState)
@pytest.mark.parametrize("was", TrackState)
def test_every_pair_of_track_states(was: TrackState, wanted: TrackState) -> None:
    track = AgencyTrack(state=was, version=1)
    if wanted in TRACK_MOVES[was]:
        records.move_track(track, wanted)
        assert (track.state, track.version) == (wanted, 2)
        return
    with pytest.raises(IllegalMove):
        records.move_track(track, wanted)
    assert (track.state, track.version) == (was, 1)


def test_every_state_is_in_the_tables() -> None:
    assert set(MOVES) == set(Status)
    assert set(TRACK_MOVES) == set(TrackState)


# How an agency comes into each state, and where each deed brings it from there.
WAY_TO: dict[str, list[Deed]] = {
    "waiting": [],
    "acknowledged": [deeds.acknowledges],
    "working": [deeds.acknowledges, deeds.starts],
    "done": [deeds.acknowledges, deeds.finishes],
    "declined": [deeds.declines],
}
TRACK_DEEDS: dict[Deed, tuple[str, set[str]]] = {
    deeds.acknowledges: ("acknowledged", {"waiting", "declined"}),
    deeds.starts: ("working", {"acknowledged", "done"}),
    deeds.finishes: ("done", {"acknowledged", "working"}),
    deeds.declines: ("declined", {"waiting", "acknowledged"}),
}


@pytest.mark.parametrize("deed", TRACK_DEEDS, ids=lambda deed: deed.__name__)
@pytest.mark.parametrize("state", WAY_TO)
def test_every_deed_of_an_agency_in_every_state(
    dani: Person, mina: Person, state: str, deed: Deed
) -> None:
    fire = file(by=dani)
    for step in WAY_TO[state]:
        step(mina, fire)
    leads_to, allowed_from = TRACK_DEEDS[deed]
    before = deeds.everything(fire)
    if state in allowed_from:
        deed(mina, fire)
        assert deeds.track(fire, mina.agency).state == leads_to
        assert deeds.entries(fire)[-1].payload["track"]["state"] == leads_to
        return
    with pytest.raises(IllegalMove):
        deed(mina, fire)
    assert deeds.everything(fire) == before


def is_reported(dani: Person, fire: Incident) -> None:
    """As filed."""


def is_open(dani: Person, fire: Incident) -> None:
    deeds.acknowledges(dani, fire)


def is_closed(dani: Person, fire: Incident) -> None:
    deeds.closes(dani, fire, override="nothing left")


def is_merged(dani: Person, fire: Incident) -> None:
    deeds.merges(dani, fire, into=file(by=dani))


Way = Callable[[Person, Incident], None]
WAYS: list[Way] = [is_reported, is_open, is_closed, is_merged]
ONLY_WHILE_OPEN: list[Deed] = [
    deeds.acknowledges,
    deeds.declines,
    deeds.attaches,
    deeds.moves,
    deeds.retypes,
    deeds.reprioritises,
    deeds.reclassifies,
    deeds.holds,
]


@pytest.mark.parametrize("deed", ONLY_WHILE_OPEN, ids=lambda deed: deed.__name__)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_is_done_only_while_it_is_open(
    dani: Person, mina: Person, way: Way, deed: Deed
) -> None:
    fire = file(by=dani)
    way(dani, fire)
    before = deeds.everything(fire)
    if way in (is_reported, is_open):
        deed(mina, fire)
        assert deeds.head() > before["head"]
        return
    with pytest.raises(IncidentNotOpen) as refused:
        deed(mina, fire)
    assert refused.value.extra["incident_status"] == deeds.fresh(fire).status
    assert deeds.everything(fire) == before


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_notes_links_times_and_ones_own_words_follow_after_the_end(dani: Person, way: Way) -> None:
    fire, other = file(by=dani), file(by=dani)
    way(dani, fire)
    deeds.notes(dani, fire)
    deeds.links(dani, fire, other)
    deeds.records_time(dani, fire)
    deeds.amends(dani, fire)
    told = ["note.added", "link.added", "time.recorded", "report.amended"]
    assert deeds.kinds(fire)[-4:] == told


@pytest.mark.parametrize("way", [is_reported, is_open, is_merged], ids=lambda way: way.__name__)
def test_only_a_closed_incident_is_reopened(dani: Person, way: Way) -> None:
    fire = file(by=dani)
    way(dani, fire)
    before = deeds.everything(fire)
    with pytest.raises(IllegalMove):
        deeds.reopens(dani, fire)
    assert deeds.everything(fire) == before


@pytest.mark.parametrize("way", [is_reported, is_open, is_closed], ids=lambda way: way.__name__)
def test_only_a_merged_incident_is_unmerged(dani: Person, way: Way) -> None:
    fire = file(by=dani)
    way(dani, fire)
    before = deeds.everything(fire)
    with pytest.raises(Refusal) as refused:
        deeds.unmerges(dani, fire)
    assert refused.value.code == "not_merged"
    assert deeds.everything(fire) == before


@pytest.mark.parametrize("way", [is_closed, is_merged], ids=lambda way: way.__name__)
def test_neither_side_of_a_merge_may_be_over(dani: Person, way: Way, city: SmallCity) -> None:
    over, other = file(by=dani), file(by=dani)
    way(dani, over)
    for one, into in ((over, other), (other, over)):
        before = deeds.everything(one), deeds.everything(into)
        with pytest.raises(IncidentNotOpen):
            deeds.merges(dani, one, into=into)
        assert (deeds.everything(one), deeds.everything(into)) == before
