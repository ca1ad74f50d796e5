"""What a phone says after a dead spot counts from when it was said, not from when it arrives."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from dispatch.models import Assignment
from dispatch.services import maydays, safety
from incidents.models import Incident
from safety_net.core.access import SYSTEM
from safety_net.core.errors import Invalid
from tests.support.cast import NOON, Person
from tests.support.deeds import head
from tests.support.deeds_units import checks, fresh_unit
from tests.support.dispatching import fresh, sends
from units.models import Unit
from units.services import duties
from units.states import Duty

MINUTE = timedelta(minutes=1)
STRUCT = 15 * MINUTE  # of the seeded row


@pytest.fixture
def on_scene(dani: Person, fire: Incident, engine: Unit) -> Assignment:
    """There since noon."""
    (sent,) = sends(dani, fire, engine, first="on_scene")
    return sent


def late_check(who: Person, it: Assignment, *, pressed: datetime, at: datetime) -> Assignment:
    safety.check(assignment_id=it.pk, by=who.actor, at=at, happened=pressed)
    return fresh(it)


def late_duty(who: Person, unit: Unit, *, pressed: datetime, at: datetime) -> Unit:
    mobile = Duty.AVAILABLE_MOBILE
    duties.set_duty(unit_id=unit.pk, duty=mobile, by=who.actor, at=at, happened=pressed)
    return fresh_unit(unit)


# All well


def test_the_clock_runs_from_when_all_was_well(dani: Person, on_scene: Assignment) -> None:
    safety.mark_missed(by=SYSTEM, at=NOON + STRUCT)
    pressed = NOON + 14 * MINUTE
    kept = late_check(dani, on_scene, pressed=pressed, at=NOON + 20 * MINUTE)
    assert (kept.safety_due_at, kept.safety_missed_at) == (pressed + STRUCT, None)


@pytest.mark.parametrize("after", [STRUCT, 40 * MINUTE])
def test_a_word_from_too_long_ago_leaves_the_check_missed(
    dani: Person, on_scene: Assignment, after: timedelta
) -> None:
    safety.mark_missed(by=SYSTEM, at=NOON + STRUCT)
    missed, before = fresh(on_scene), head()
    pressed = NOON + 5 * MINUTE
    kept = late_check(dani, on_scene, pressed=pressed, at=pressed + after)
    assert kept.safety_missed_at == missed.safety_missed_at == NOON + STRUCT
    assert (kept.version, head()) == (missed.version, before), "nobody reads that all is well"


def test_such_a_word_does_not_keep_the_tick_from_marking(
    dani: Person, on_scene: Assignment
) -> None:
    later = NOON + 45 * MINUTE
    late_check(dani, on_scene, pressed=NOON + 5 * MINUTE, at=later)
    assert safety.mark_missed(by=SYSTEM, at=later) == [on_scene.pk]


def test_a_word_older_than_the_last_changes_nothing(dani: Person, on_scene: Assignment) -> None:
    checks(dani, on_scene, at=NOON + 10 * MINUTE)
    before = head()
    kept = late_check(dani, on_scene, pressed=NOON + 8 * MINUTE, at=NOON + 12 * MINUTE)
    assert (kept.safety_due_at, head()) == (NOON + 10 * MINUTE + STRUCT, before)


def test_nobody_was_well_in_the_future(dani: Person, on_scene: Assignment) -> None:
    with pytest.raises(Invalid):
        late_check(dani, on_scene, pressed=NOON + MINUTE, at=NOON)


# Duty


def test_a_duty_counts_from_when_it_began(dani: Person, engine: Unit) -> None:
    pressed = NOON + 5 * MINUTE
    kept = late_duty(dani, engine, pressed=pressed, at=NOON + 45 * MINUTE)
    assert (kept.duty, kept.duty_since) == (Duty.AVAILABLE_MOBILE, pressed)


def test_a_duty_begins_after_the_one_before(dani: Person, engine: Unit) -> None:
    kept = late_duty(dani, engine, pressed=NOON - MINUTE, at=NOON + MINUTE)
    assert kept.duty_since == NOON


def test_no_duty_begins_in_the_future(dani: Person, engine: Unit) -> None:
    with pytest.raises(Invalid):
        late_duty(dani, engine, pressed=NOON + MINUTE, at=NOON)


# Mayday


@pytest.mark.parametrize(("minutes", "raised"), [(-40, NOON - 40 * MINUTE), (5, NOON)])
def test_a_mayday_was_raised_when_it_was_pressed(
    dani: Person, engine: Unit, minutes: int, raised: datetime
) -> None:
    pressed = NOON + minutes * MINUTE
    made = maydays.raise_mayday(unit_id=engine.pk, by=dani.actor, at=NOON, happened=pressed)
    assert made.raised_at == raised, "a clock that is ahead refuses nothing"
