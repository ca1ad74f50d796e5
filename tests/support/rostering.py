"""Rosters for tests, straight into the tables."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from agencies.models import Agency
from rosters.models import (
    CalendarToken,
    Holiday,
    LayerParticipant,
    Leave,
    Override,
    Roster,
    RosterLayer,
    Shift,
)
from safety_net.core import clock
from tests.support.cast import NOON, Person

# Twelve o'clock of the cast is a Sunday; turns begin on the Monday before, at nine.
FIRST_DAY = date(2026, 11, 16)
_numbers = count(1)


def a_roster(agency: Agency, *people: Person, **more: Any) -> Roster:
    """A day each in turn, from nine to nine; without people nobody at all."""
    names = {"name_ko": f"당직 {next(_numbers)}", "name_en": "duty"}
    roster = Roster.objects.create(
        agency=agency, changed_at=NOON, changed_by="test", **{**names, **more}
    )
    if people:
        a_layer(roster, *people)
    return roster


def a_layer(roster: Roster, *people: Person, **more: Any) -> RosterLayer:
    """One more layer; `more` are its fields."""
    fields = {"position": roster.layers.count() + 1, "starts_on": FIRST_DAY, **more}
    layer = RosterLayer.objects.create(roster=roster, **fields)
    LayerParticipant.objects.bulk_create(
        LayerParticipant(layer=layer, position=place, user=person.user)
        for place, person in enumerate(people)
    )
    return layer


def is_away(person: Person, begin: datetime = NOON, hours: float = 24) -> Leave:
    return Leave.objects.create(user=person.user, begin=begin, end=begin + timedelta(hours=hours))


def stands_in(
    person: Person,
    roster: Roster,
    instead_of: Person | None = None,
    begin: datetime = NOON,
    hours: float = 4,
) -> Override:
    """For somebody, or besides all others."""
    return Override.objects.create(
        roster=roster,
        user=person.user,
        instead_of=instead_of.user if instead_of else None,
        begin=begin,
        end=begin + timedelta(hours=hours),
    )


def has_shift(
    person: Person, roster: Roster, begin: datetime = NOON, hours: float = 8, **more: Any
) -> Shift:
    return Shift.objects.create(
        roster=roster, user=person.user, begin=begin, end=begin + timedelta(hours=hours), **more
    )


def on_a_roster(person: Person) -> dict[str, int]:
    """Ids of one of everything, by the words of the addresses."""
    roster = a_roster(person.agency, person)
    tomorrow = clock.now() + timedelta(days=1)
    calendar = CalendarToken.objects.create(
        membership=person.membership, roster=roster, digest="0" * 64, made_at=NOON
    )
    return {
        "rosters": roster.pk,
        "override": stands_in(person, roster, begin=tomorrow).pk,
        "shift": has_shift(person, roster, begin=tomorrow).pk,
        "leave": is_away(person, begin=tomorrow + timedelta(days=2)).pk,
        "holiday": Holiday.objects.create(day=date(2027, 1, 1), name_ko="신정").pk,
        "calendar": calendar.pk,
    }
