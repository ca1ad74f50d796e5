"""How many statements the daily work takes. A change here is a decision, not an accident."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from dispatch.board import board_for
from dispatch.models import Assignment
from incidents.models import AgencyTrack, Incident
from incidents.services.sharing import mark_overdue
from safety_net.core.access import SYSTEM
from tests.support import deeds
from tests.support.cast import NOON, Person, a_type, file
from tests.support.dispatching import clears_all, moves_on, sends
from tests.support.fleet import a_unit
from tests.support.small_city import HILL_STATION
from units.models import Unit

# Each change has its savepoint (2), what escalation looks at (1) and the city log (2);
# what decides who sees it, what agreements say (1). Deeds look
# up what the test needs: the type to file, the version to move, the version and the disposition to
# close.
COUNTS = {
    "file": 14,
    "acknowledge, the first": 15,
    "acknowledge, another": 12,
    "start": 11,
    "note": 10,
    "attach a report": 10,
    "ask an agency": 18,
    "ask it again": 6,
    "move": 17,
    "send a unit": 41,
    "send another": 24,
    "move it on": 21,
    "clear it": 36,
    "close": 13,
    "tick with nothing overdue": 1,
}
BOARD = 13


def statements(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


def test_daily_work(dani: Person, mina: Person, jun: Person, outsider: Person) -> None:
    fire = file(by=dani)
    engine, ladder = a_unit(dani.agency, "E 1"), a_unit(dani.agency, "L 1", "ladder")
    work: dict[str, Callable[[], object]] = {
        "file": lambda: file(by=dani),
        "acknowledge, the first": lambda: deeds.acknowledges(mina, fire),
        "acknowledge, another": lambda: deeds.acknowledges(jun, fire),
        "start": lambda: deeds.starts(mina, fire),
        "note": lambda: deeds.notes(mina, fire),
        "attach a report": lambda: deeds.attaches(mina, fire),
        "ask an agency": lambda: deeds.asks(mina, fire, outsider.agency),
        "ask it again": lambda: deeds.asks(mina, fire, outsider.agency),
        "move": lambda: deeds.moves(mina, fire, HILL_STATION),
        "send a unit": lambda: sends(dani, fire, engine),
        "send another": lambda: sends(dani, fire, ladder),
        "move it on": lambda: moves_on(dani, on_it(engine), "en_route"),
        "clear it": lambda: clears_all(dani, fire),
        "close": lambda: deeds.closes(dani, fire, override="over"),
        "tick with nothing overdue": lambda: mark_overdue(by=SYSTEM, at=NOON),
    }
    assert {name: statements(act) for name, act in work.items()} == COUNTS


def on_it(unit: Unit) -> Assignment:
    return Assignment.objects.get(unit=unit)


def many(who: Person, count: int) -> None:
    """Incidents with two tracks each, straight into the tables."""
    alarm = a_type("FIRE.ALARM")
    made = Incident.objects.bulk_create(
        Incident(
            number=f"n{number}",
            type=alarm,
            priority=number % 5,
            location=HILL_STATION.point,
            filed_at=NOON,
            filed_by=who.agency,
            filed_by_name=who.name,
            updated_at=NOON,
        )
        for number in range(count)
    )
    AgencyTrack.objects.bulk_create(
        AgencyTrack(incident=one, agency=who.agency, role="lead", basis="area", asked_at=NOON)
        for one in made
    )


def test_the_board_takes_the_same_for_any_number(dani: Person) -> None:
    sends(dani, file(by=dani), a_unit(dani.agency, "E 1"))
    assert statements(lambda: board_for(dani.viewer)) == BOARD
    many(dani, 500)
    for number in range(2, 20):
        sends(dani, Incident.objects.get(number=f"n{number}"), a_unit(dani.agency, f"E {number}"))
    assert statements(lambda: board_for(dani.viewer)) == BOARD
    assert len(board_for(dani.viewer)["incidents"]) == 501
