"""Reactions of other apps run inside the transaction; one that fails takes all back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from incidents import hooks
from incidents.models import Incident
from safety_net.core.city_log import Log
from safety_net.core.hooks import Hook
from tests.support import deeds
from tests.support.cast import Person, file

IncidentHook = Hook[[Incident, Log]]
Reaction = Callable[[Incident, Log], None]


class Broken(Exception):
    """A reaction has a fault."""


@pytest.fixture(autouse=True)
def wiring_as_it_was() -> Iterator[None]:
    kept = {hook: list(hook._reactions) for hook in (hooks.filed, hooks.closed, hooks.reopened)}
    yield
    for hook, reactions in kept.items():
        hook._reactions[:] = reactions


def breaks(incident: Incident, log: Log) -> None:
    raise Broken


def leaves_a_note(who: Person) -> Reaction:
    def react(incident: Incident, log: Log) -> None:
        deeds.notes(who, incident, "seen")

    return react


def test_a_reaction_to_filing_is_part_of_the_change(dani: Person) -> None:
    hooks.filed.then(leaves_a_note(dani))
    fire = file(by=dani)
    assert deeds.kinds(fire) == ["incident.filed", "note.added"]


def test_a_failing_reaction_takes_the_filing_back(dani: Person) -> None:
    hooks.filed.then(leaves_a_note(dani))
    hooks.filed.then(breaks)
    with pytest.raises(Broken):
        file(by=dani)
    assert not Incident.objects.exists()
    assert deeds.head() == 0


def test_after_a_failed_filing_the_next_has_its_number(dani: Person) -> None:
    hooks.filed.then(breaks)
    with pytest.raises(Broken):
        file(by=dani)
    hooks.filed._reactions.remove(breaks)
    assert file(by=dani).number.endswith("-0001")


@pytest.mark.parametrize("end", ["closed", "reopened"])
def test_a_failing_reaction_takes_closing_and_reopening_back(dani: Person, end: str) -> None:
    fire = file(by=dani)
    if end == "reopened":
        deeds.closes(dani, fire, override="over")
    before = deeds.everything(fire)
    hook: IncidentHook = getattr(hooks, end)
    hook.then(breaks)
    again = partial(deeds.closes, override="over") if end == "closed" else deeds.reopens
    with pytest.raises(Broken):
        again(dani, fire)
    assert deeds.everything(fire) == before


def test_reactions_run_in_their_order_and_once() -> None:
    said: list[str] = []
    hook: Hook[[]] = Hook()

    def first() -> None:
        said.append("first")

    def second() -> None:
        said.append("second")

    for reaction in (first, second, first):
        hook.then(reaction)
    hook.run()
    assert said == ["first", "second"]
