"""Merge a duplicate and take it back: nothing is lost on the way."""

from __future__ import annotations

from typing import Any

import pytest

from incidents.models import Incident
from incidents.services import merging
from incidents.services.merging import HasDuplicates
from safety_net.core.errors import Invalid, NotFound, StaleVersion
from tests.support import deeds
from tests.support.cast import NOON, Person, file
from tests.support.small_city import SmallCity

# What a merge and its end may change: the version, the last change and the links.
PASSING = ("version", "updated_at")


@pytest.fixture
def fire(dani: Person) -> Incident:
    return file(by=dani)


@pytest.fixture
def twin(mina: Person) -> Incident:
    """The same fire, called in to the police, with a second caller and a health agency."""
    twin = file(by=mina, kind="RESCUE.TRAFFIC", narrative="a car burns")
    deeds.attaches(mina, twin, "it is spreading", caller_name="Lee")
    return twin


def lasting(it: Incident) -> dict[str, Any]:
    """All rows of an incident but what passes."""
    found = deeds.everything(it)
    row = {name: value for name, value in found["row"].items() if name not in PASSING}
    return {"row": row, **{name: found[name] for name in ("tracks", "reports", "notes", "times")}}


def timeline(it: Incident) -> list[tuple[int, str]]:
    return [(entry.seq, entry.kind) for entry in deeds.entries(it)]


def test_the_duplicate_goes_on_as_part_of_its_master(
    dani: Person, fire: Incident, twin: Incident
) -> None:
    deeds.merges(dani, twin, into=fire)
    merged = deeds.fresh(twin)
    assert (merged.status, merged.merged_into) == ("merged", fire)
    assert deeds.fresh(fire).reports_count == 3
    assert deeds.kinds(twin)[-1] == "incident.merged"
    assert deeds.kinds(fire)[-1] == "incident.absorbed"
    assert deeds.entries(fire)[-1].payload["reports"] == 3


def test_agencies_of_the_duplicate_come_along(
    dani: Person, fire: Incident, twin: Incident, city: SmallCity
) -> None:
    assert "health" not in deeds.roles(fire)
    deeds.merges(dani, twin, into=fire)
    came = deeds.track(fire, city.health)
    assert (came.role, came.basis, came.state) == ("support", "merged", "waiting")
    assert deeds.roles(fire)["fire"] == "lead"


@pytest.mark.parametrize("way", [[], [deeds.acknowledges]])
def test_taken_back_both_stand_as_they_stood(
    dani: Person, mina: Person, fire: Incident, twin: Incident, way: list[deeds.Deed]
) -> None:
    for deed in way:
        deed(mina, twin)
    deeds.notes(mina, twin)
    was_twin, was_fire = lasting(twin), lasting(fire)
    told_twin, told_fire = timeline(twin), timeline(fire)
    deeds.merges(dani, twin, into=fire)
    deeds.unmerges(dani, twin)
    assert lasting(twin) == was_twin
    now_fire = lasting(fire)
    stayed = now_fire["tracks"].pop()
    assert stayed["basis"] == "merged", "who came along stays, so that nobody loses sight"
    assert now_fire == was_fire
    assert timeline(twin)[: len(told_twin)] == told_twin
    assert [kind for _, kind in timeline(twin)[len(told_twin) :]] == [
        "incident.merged",
        "incident.unmerged",
    ]
    assert timeline(fire)[: len(told_fire)] == told_fire
    assert deeds.entries(fire)[-1].payload["reports"] == 1


def test_the_card_comes_back_whole(dani: Person, fire: Incident, twin: Incident) -> None:
    deeds.merges(dani, twin, into=fire)
    deeds.unmerges(dani, twin)
    card = deeds.entries(twin)[-1].payload["card"]
    assert (card["status"], card["merged_into"], card["reports"]) == ("reported", None, 2)


def test_what_the_master_got_meanwhile_stays_with_it(
    dani: Person, fire: Incident, twin: Incident
) -> None:
    deeds.merges(dani, twin, into=fire)
    deeds.attaches(dani, fire, "called back")
    deeds.unmerges(dani, twin)
    assert deeds.fresh(fire).reports_count == 2
    assert deeds.fresh(twin).reports_count == 2


def test_two_duplicates_are_taken_back_in_any_order(
    dani: Person, fire: Incident, twin: Incident
) -> None:
    third = file(by=dani)
    deeds.merges(dani, twin, into=fire)
    deeds.merges(dani, third, into=fire)
    assert deeds.fresh(fire).reports_count == 4
    deeds.unmerges(dani, twin)
    assert deeds.fresh(fire).reports_count == 2
    deeds.unmerges(dani, third)
    assert deeds.fresh(fire).reports_count == 1


def test_it_may_be_merged_again_elsewhere(dani: Person, fire: Incident, twin: Incident) -> None:
    deeds.merges(dani, twin, into=fire)
    deeds.unmerges(dani, twin)
    third = file(by=dani)
    deeds.merges(dani, twin, into=third)
    assert deeds.fresh(twin).merged_into == third
    assert list(twin.links_out.values_list("ended_at", flat=True)) == [NOON, None]


def test_a_duplicate_outlives_its_closed_master(
    dani: Person, fire: Incident, twin: Incident
) -> None:
    deeds.merges(dani, twin, into=fire)
    deeds.closes(dani, fire, override="out")
    deeds.unmerges(dani, twin)
    assert deeds.fresh(twin).status == "reported"
    assert deeds.fresh(fire).status == "closed"


def test_there_are_no_chains(dani: Person, fire: Incident, twin: Incident) -> None:
    deeds.merges(dani, twin, into=fire)
    with pytest.raises(HasDuplicates):
        deeds.merges(dani, fire, into=file(by=dani))


def test_nothing_is_its_own_duplicate(dani: Person, fire: Incident) -> None:
    with pytest.raises(Invalid):
        deeds.merges(dani, fire, into=fire)


def test_a_stale_merge_and_one_into_nowhere_are_refused(
    dani: Person, fire: Incident, twin: Incident
) -> None:
    with pytest.raises(StaleVersion):
        merging.merge(incident_id=twin.pk, into_id=fire.pk, version=1, by=dani.actor, at=NOON)
    with pytest.raises(NotFound):
        deeds.merges(dani, fire, into=Incident(pk=0))


def test_a_merges_link_is_not_ended_as_a_link(dani: Person, fire: Incident, twin: Incident) -> None:
    deeds.merges(dani, twin, into=fire)
    with pytest.raises(NotFound):
        deeds.unlinks(dani, twin, twin.links_out.get().pk)
    assert deeds.fresh(twin).status == "merged"
