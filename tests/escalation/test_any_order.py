"""Whatever happens in whatever order: the engine does what the plain one does, step for step."""

from __future__ import annotations

from typing import Any, ClassVar

import hypothesis
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from escalation.definition import Repeat
from escalation.engine.ticking import tick
from escalation.models import Rule, Run, StepExecution
from escalation.services.sweeping import sweep
from escalation.states import RunState
from incidents.models import Incident
from safety_net.core.errors import Refusal
from tests.escalation.plain_engine import LEAD, PAUSE, SILENCE, PlainEngine, PlainRule
from tests.support import deeds
from tests.support.cast import NOON, Person, file
from tests.support.escalating import Kind, a_rule, last_resort, later, person, publish, tell

KINDS = {LEAD: Kind.NOT_ACKNOWLEDGED_BY_LEAD, SILENCE: Kind.NO_UPDATE}
WITHIN = {LEAD: 60, SILENCE: 300}
NUMBERS = st.integers(0, 2)


class AnyOrder(RuleBasedStateMachine):
    """Everything in one transaction that is taken back."""

    cast: ClassVar[tuple[Person, Person, Person]]

    def __init__(self) -> None:
        super().__init__()
        self.night = transaction.atomic()
        self.night.__enter__()
        self.now = 0
        self.dispatcher, *self.told = self.cast
        self.incidents: list[Incident] = []
        self.written = {
            kind: a_rule(
                KINDS[kind],
                tell(person(self.told[0])),
                tell(person(self.told[1]), wait=30),
                within=WITHIN[kind],
                repeat=Repeat(times=1, wait=PAUSE),
            )
            for kind in KINDS
        }
        self.plain = PlainEngine({kind: PlainRule(kind, WITHIN[kind]) for kind in KINDS})

    @rule()
    @precondition(lambda self: len(self.incidents) < 3)
    def somebody_files(self) -> None:
        self.incidents.append(file(by=self.dispatcher, at=later(self.now)))
        self.plain.files(self.now)

    @rule(number=NUMBERS)
    @precondition(lambda self: self.incidents)
    def the_lead_acknowledges(self, number: int) -> None:
        self._does(number, deeds.acknowledges, lead="acknowledged")

    @rule(number=NUMBERS)
    @precondition(lambda self: self.incidents)
    def the_lead_declines(self, number: int) -> None:
        self._does(number, deeds.declines, lead="declined")

    @rule(number=NUMBERS)
    @precondition(lambda self: self.incidents)
    def the_lead_is_asked_again(self, number: int) -> None:
        """Which changes something only where it had declined or was done."""
        it = self.plain.incidents[number % len(self.incidents)]
        if it.lead == "declined":
            self._does(number, self._asks, lead="waiting", asked=self.now)

    @rule(number=NUMBERS)
    @precondition(lambda self: self.incidents)
    def somebody_writes(self, number: int) -> None:
        if self.plain.incidents[number % len(self.incidents)].is_open:
            self._does(number, deeds.notes)

    @rule(number=NUMBERS, minutes=st.integers(1, 8))
    @precondition(lambda self: self.incidents)
    def somebody_holds_it(self, number: int, minutes: int) -> None:
        self._does(
            number,
            lambda who, it, at: deeds.holds(who, it, minutes, at=at),
            held=self.now + 60 * minutes,
        )

    @rule(number=NUMBERS)
    @precondition(lambda self: self.incidents)
    def the_hold_ends(self, number: int) -> None:
        self._does(number, deeds.releases, held=None)

    @rule(number=NUMBERS)
    @precondition(lambda self: self.incidents)
    def it_is_closed(self, number: int) -> None:
        def closes(who: Person, it: Incident, at: Any) -> None:
            deeds.closes(who, it, override="over", at=at)

        self._does(number, closes, is_open=False, held=None)

    @rule(kind=st.sampled_from(sorted(KINDS)), within=st.sampled_from([30, 90, 400]))
    def an_admin_edits_a_rule(self, kind: str, within: int) -> None:
        own = Rule.objects.get(pk=self.written[kind].pk)
        assert own.published
        definition = own.published.definition
        definition["condition"]["within"] = within
        publish(own, definition)
        self.plain.rules[kind] = PlainRule(kind, within)

    @rule(which=st.integers(0, 1))
    def somebody_leaves_or_comes_back(self, which: int) -> None:
        membership = self.told[which].membership
        membership.is_active = which in self.plain.absent
        membership.save(update_fields=["is_active"])
        self.plain.absent ^= {which}

    @rule(seconds=st.sampled_from([1, 7, 30, 61, 200, 1000]))
    def time_passes(self, seconds: int) -> None:
        self.now += seconds

    @rule()
    def the_engine_looks(self) -> None:
        tick(at=later(self.now))
        self.plain.ticks(self.now)

    @rule()
    def somebody_sweeps(self) -> None:
        """There is never anything to make good."""
        assert sweep(at=later(self.now)) == 0

    @invariant()
    def both_say_the_same(self) -> None:
        assert self.picture() == self.plain.picture()
        active = Run.objects.filter(state=RunState.ACTIVE)
        assert not active.filter(due_at__isnull=True).exists()

    def picture(self) -> dict[tuple[int, str], Any]:
        numbers = {it.pk: number for number, it in enumerate(self.incidents)}
        kinds = {made.pk: kind for kind, made in self.written.items()}
        return {
            (numbers[run.incident_id], kinds[run.rule_id]): (
                str(run.state),
                run.generation,
                int((run.due_at - NOON).total_seconds()) if run.due_at else None,
                (run.loop, run.step) if run.state == RunState.ACTIVE else None,
                _done(run),
            )
            for run in Run.objects.filter(incident_id__in=numbers)
        }

    def _asks(self, _who: Person, it: Incident, at: Any) -> None:
        deeds.asks(self.told[1], it, self.dispatcher.agency, at=at)

    def _does(self, number: int, act: Any, **known: Any) -> None:
        """An act, and what is known afterwards: every act is an update, unless it is refused."""
        number %= len(self.incidents)
        try:
            act(self.dispatcher, self.incidents[number], at=later(self.now))
        except Refusal:
            return
        it = self.plain.incidents[number]
        for name, value in {"updated": self.now, **known}.items():
            setattr(it, name, value)
        self.plain.look(number)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.night.__exit__(None, None, None)
        for one in self.told:
            one.membership.refresh_from_db()


def _done(run: Run) -> list[tuple[int, int, int, str]]:
    rows = StepExecution.objects.filter(run=run).order_by("generation", "loop", "step")
    return list(rows.values_list("generation", "loop", "step", "outcome"))


def test_the_engine_does_what_the_plain_one_does(
    dani: Person, sol: Person, mina: Person, admin: Person
) -> None:
    last_resort(admin)
    AnyOrder.cast = (dani, sol, mina)
    thorough = hypothesis.settings.get_current_profile_name() == "thorough"
    settings = hypothesis.settings(
        max_examples=150 if thorough else 12, stateful_step_count=30, deadline=None
    )
    run_state_machine_as_test(AnyOrder, settings=settings)
