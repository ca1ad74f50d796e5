"""A unit on two incidents never bleeds status between them, whatever is done and in what order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import hypothesis
from django.db import transaction
from hypothesis import strategies as st

from dispatch.models import Assignment
from dispatch.states import UnitStatus
from incidents.models import Incident
from safety_net.core.errors import Refusal
from tests.support import deeds
from tests.support.cast import NOON, Person, file
from tests.support.deeds_units import checks, corrects_time, undoes
from tests.support.dispatching import clears, moves_on, sends
from units.cards import card_of
from units.models import Unit

MOVES = [str(one) for one in UnitStatus if one != UnitStatus.CLEAR]
ACTS = st.tuples(
    st.sampled_from(["move", "force", "clear", "send", "check", "undo", "correct"]),
    st.sampled_from(MOVES),
    st.integers(1, 30),  # seconds that pass
    st.integers(0, 1),  # which of the two
)


@dataclass
class Both:
    """A unit on two incidents; the second one is left alone."""

    who: Person
    unit: Unit
    incidents: tuple[Incident, Incident]

    def latest(self, which: int) -> Assignment:
        rows = Assignment.objects.filter(incident=self.incidents[which], unit=self.unit)
        return rows.order_by("-pk")[0]

    def act(self, act: tuple[str, str, int, int], seconds: int, which: int) -> None:
        verb, status, _, _ = act
        at = NOON + timedelta(seconds=seconds)
        it = self.latest(which)
        try:
            if verb == "send":
                sends(self.who, self.incidents[which], self.unit, also=True, at=at)
            elif verb == "clear":
                clears(self.who, it, at=at)
            elif verb == "check":
                checks(self.who, it, at=at)
            elif verb == "undo":
                undoes(self.who, it, at=at)
            elif verb == "correct":
                corrects_time(self.who, it, status, NOON, at=at)
            else:
                reason = "radio was silent" if verb == "force" else ""
                moves_on(self.who, it, status, at=at, override_reason=reason)
        except Refusal:
            return

    def of(self, which: int) -> list[Any]:
        """All that is known about the unit on one of the two."""
        incident = self.incidents[which]
        rows = Assignment.objects.filter(incident=incident)
        times = [list(row.times.order_by("pk").values()) for row in rows]
        entries = [(one.seq, one.payload) for one in deeds.entries(incident)]
        return [list(rows.values()), times, list(incident.times.values()), entries]


def two_incidents(who: Person, unit: Unit) -> Both:
    both = Both(who, unit, (file(by=who), file(by=who)))
    for it in both.incidents:
        sends(who, it, unit, also=True)
    return both


@hypothesis.given(acts=st.lists(ACTS, max_size=12))
@hypothesis.settings(suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
def test_what_is_done_on_one_leaves_the_other_as_it_was(
    sol: Person, engine: Unit, acts: list[tuple[str, str, int, int]]
) -> None:
    with transaction.atomic():
        both = two_incidents(sol, engine)
        before, seconds = both.of(1), 0
        for act in acts:
            seconds += act[2]
            both.act(act, seconds, which=0)
            assert both.of(1) == before
        transaction.set_rollback(True)


@hypothesis.given(acts=st.lists(ACTS, max_size=16))
@hypothesis.settings(suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
def test_the_unit_shows_its_latest_move_and_is_never_left_busy(
    sol: Person, engine: Unit, acts: list[tuple[str, str, int, int]]
) -> None:
    with transaction.atomic():
        both, seconds = two_incidents(sol, engine), 0
        for act in acts:
            seconds += act[2]
            both.act(act, seconds, which=act[3])
            active = Assignment.objects.filter(unit=engine, cleared_at__isnull=True)
            card = card_of(Unit.objects.get(pk=engine.pk))
            latest = active.order_by("-status_since", "-pk").first()
            assert card["incidents"] == active.count()
            assert card["status"] == (latest.status if latest else card["duty"])
            for incident in both.incidents:
                leads = active.filter(incident=incident, primary=True).count()
                assert leads == active.filter(incident=incident).count(), "one unit, one primary"
        transaction.set_rollback(True)
