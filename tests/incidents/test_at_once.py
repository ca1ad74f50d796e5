"""Several people at the same moment, on a real PostgreSQL: nobody waits in a ring, one wins."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest

from incidents.models import AgencyTrack, Incident
from incidents.services.records import IllegalMove, IncidentNotOpen
from incidents.services.sharing import mark_overdue
from safety_net.core.access import SYSTEM
from safety_net.core.city_log import verifying
from safety_net.core.errors import Refusal, StaleVersion
from tests.support import deeds
from tests.support.at_once import at_once, refusals
from tests.support.cast import NOON, Person, a_person, file
from tests.support.small_city import SmallCity

pytestmark = pytest.mark.usefixtures("committing")

ROUNDS = 6


def test_two_agencies_acknowledge_at_once_and_both_count(
    hana: Person, dani: Person, mina: Person
) -> None:
    for _ in range(ROUNDS):
        fire = file(by=hana)
        outcomes = at_once(
            partial(deeds.acknowledges, dani, fire), partial(deeds.acknowledges, mina, fire)
        )
        assert refusals(outcomes) == []
        assert deeds.fresh(fire).status == "open"
        assert deeds.fresh(fire).version == 2, "only the first one opens it"


def test_two_dispatchers_of_one_agency_acknowledge_at_once_and_one_wins(
    hana: Person, dani: Person, sol: Person
) -> None:
    for _ in range(ROUNDS):
        fire = file(by=hana)
        outcomes = at_once(
            partial(deeds.acknowledges, dani, fire), partial(deeds.acknowledges, sol, fire)
        )
        (refused,) = refusals(outcomes)
        assert isinstance(refused, IllegalMove)
        assert refused.extra["was"] == "acknowledged"
        assert deeds.kinds(fire).count("track.acknowledged") == 1


def test_one_acknowledges_while_another_closes(dani: Person, sol: Person, mina: Person) -> None:
    for _ in range(ROUNDS):
        alarm = file(by=dani)
        outcomes = at_once(
            partial(deeds.acknowledges, mina, alarm),
            partial(deeds.closes, sol, alarm, override="false alarm"),
        )
        for refused in refusals(outcomes):
            assert isinstance(refused, IncidentNotOpen | StaleVersion)
        assert len(refusals(outcomes)) <= 1
        told = [kind for kind in deeds.kinds(alarm) if kind != "time.recorded"]
        if deeds.fresh(alarm).status == "closed":
            assert told[-1] == "incident.closed", "nothing is acknowledged after the close"
        else:
            assert told[-1] == "track.acknowledged"


def test_two_merge_the_same_pair_in_opposite_directions(dani: Person, mina: Person) -> None:
    for _ in range(ROUNDS):
        one, other = file(by=dani), file(by=dani)
        outcomes = at_once(
            partial(deeds.merges, dani, one, into=other),
            partial(deeds.merges, mina, other, into=one),
        )
        assert len(refusals(outcomes)) == 1
        statuses = {deeds.fresh(one).status, deeds.fresh(other).status}
        assert statuses == {"merged", "reported"}


def test_merges_in_a_ring_make_no_chain(dani: Person, mina: Person, jun: Person) -> None:
    people = (dani, mina, jun)
    ring = [file(by=dani) for _ in people]
    at_once(
        *(
            partial(deeds.merges, who, ring[number], into=ring[(number + 1) % 3])
            for number, who in enumerate(people)
        )
    )
    for incident in Incident.objects.filter(merged_into__isnull=False):
        assert incident.merged_into is not None
        assert incident.merged_into.merged_into is None


def test_of_two_corrections_of_one_version_one_is_stale(dani: Person, sol: Person) -> None:
    for _ in range(ROUNDS):
        fire = file(by=dani)
        outcomes = at_once(
            partial(deeds.retypes, dani, fire), partial(deeds.reprioritises, sol, fire, 1)
        )
        stale = [one for one in refusals(outcomes) if isinstance(one, StaleVersion)]
        assert refusals(outcomes) == stale
        assert deeds.fresh(fire).version == 3 - len(stale)


def test_one_unmerges_twice_and_the_log_says_it_once(dani: Person, mina: Person) -> None:
    one, other = file(by=dani), file(by=dani)
    deeds.merges(dani, one, into=other)
    outcomes = at_once(partial(deeds.unmerges, dani, one), partial(deeds.unmerges, mina, one))
    assert [refused.code for refused in refusals(outcomes)] == ["not_merged"]
    assert deeds.kinds(one).count("incident.unmerged") == 1


def test_a_link_ended_by_two_ends_once(dani: Person, mina: Person) -> None:
    one, other = file(by=dani), file(by=dani)
    link = deeds.links(dani, one, other)
    outcomes = at_once(
        partial(deeds.unlinks, dani, one, link.pk), partial(deeds.unlinks, mina, other, link.pk)
    )
    assert [refused.code for refused in refusals(outcomes)] == ["not_found"]
    assert deeds.kinds(one).count("link.ended") == 1


def test_the_same_agency_asked_twice_at_once_has_one_track(
    dani: Person, sol: Person, outsider: Person
) -> None:
    fire = file(by=dani)
    outcomes = at_once(
        partial(deeds.asks, dani, fire, outsider.agency),
        partial(deeds.asks, sol, fire, outsider.agency),
    )
    assert refusals(outcomes) == []
    assert AgencyTrack.objects.filter(incident=fire, agency=outsider.agency).count() == 1
    assert deeds.kinds(fire).count("track.added") == 1


def test_two_workers_alarm_each_late_answer_exactly_once(
    dani: Person, outsider: Person, noon: datetime
) -> None:
    for _ in range(12):
        deeds.asks(dani, file(by=dani), outsider.agency)
    late = noon + timedelta(minutes=1)
    tick = partial(mark_overdue, by=SYSTEM, at=late)
    marked = [pk for outcome in at_once(tick, tick, tick) for pk in outcome]
    marked += tick()
    assert len(marked) == len(set(marked)) == 12
    assert deeds.kinds().count("track.overdue") == 12


def test_an_alarm_waits_for_nobody(dani: Person, outsider: Person, noon: datetime) -> None:
    fire = file(by=dani)
    deeds.asks(dani, fire, outsider.agency)
    outcomes = at_once(
        partial(deeds.acknowledges, outsider, fire),
        partial(mark_overdue, by=SYSTEM, at=noon + timedelta(minutes=1)),
    )
    assert refusals(outcomes) == []
    kinds = [kind for kind in deeds.kinds(fire) if kind != "time.recorded"]
    assert kinds.index("track.acknowledged") == len(kinds) - 1, "no alarm after the answer"


def test_everybody_files_at_once_and_numbers_have_no_gap(city: SmallCity) -> None:
    people = [a_person(f"taker {n}", city.fire, "call_taker") for n in range(8)]

    def files_five(who: Person) -> list[str]:
        return [file(by=who).number for _ in range(5)]

    numbers = [one for few in at_once(*(partial(files_five, who) for who in people)) for one in few]
    assert sorted(numbers) == [f"20261122-{n:04d}" for n in range(1, 41)]
    assert verifying.verify() == verifying.Verdict(40)


def test_a_busy_minute_ends_without_a_deadlock(
    dani: Person, mina: Person, jun: Person, sol: Person
) -> None:
    """Every deed on three incidents by four people at once; refusals are fine, errors are not."""
    incidents = [file(by=dani) for _ in range(3)]

    def works(who: Person, start: int) -> None:
        for step in range(12):
            it = incidents[(start + step) % 3]
            other = incidents[(start + step + 1) % 3]
            for deed in (
                partial(deeds.acknowledges, who, it),
                partial(deeds.links, who, it, other),
                partial(deeds.merges, who, it, into=other),
                partial(deeds.unmerges, who, it),
                partial(mark_overdue, by=SYSTEM, at=NOON),
            ):
                try:
                    deed()
                except Refusal:
                    continue

    at_once(*(partial(works, who, start) for start, who in enumerate((dani, mina, jun, sol))))
    assert verifying.verify().fault == ""
