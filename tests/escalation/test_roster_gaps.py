"""A gap in a roster reaches those who can fill it, once, in their language."""

from __future__ import annotations

from datetime import timedelta

from notify.models import Message
from notify.wording import headline
from rosters.services.watching import alarm_gaps
from safety_net.core.access import SYSTEM
from tests.support.cast import NOON, Person
from tests.support.rostering import a_roster, is_away, stands_in

A_DAY = timedelta(days=1)


def told() -> list[Message]:
    return list(Message.objects.filter(kind="roster_gap").order_by("pk"))


def test_supervisors_and_admins_of_the_agency_are_told_once(
    dani: Person, sol: Person, chief: Person, admin: Person
) -> None:
    roster = a_roster(dani.agency, dani, name_ko="당직", name_en="duty officer")
    is_away(dani, begin=NOON + 3 * A_DAY)
    alarm_gaps(by=SYSTEM, at=NOON)
    alarm_gaps(by=SYSTEM, at=NOON + timedelta(hours=1))
    assert [message.user_id for message in told()] == [sol.user.pk, chief.user.pk]
    message = told()[0]
    assert message.agency_id == roster.agency_id
    assert headline(message.kind, message.facts, exercise=False) == (
        "Nobody on duty: duty officer",
        "From 2026-11-25 12:00 to 2026-11-26 12:00.",
    )
    stands_in(sol, roster, begin=NOON + 3 * A_DAY, hours=24)
    alarm_gaps(by=SYSTEM, at=NOON + timedelta(hours=2))
    assert len(told()) == 2


def test_where_the_agency_has_neither_the_city_is_told(dani: Person, admin: Person) -> None:
    a_roster(dani.agency, dani)
    is_away(dani, begin=NOON + 3 * A_DAY)
    alarm_gaps(by=SYSTEM, at=NOON)
    assert [message.user_id for message in told()] == [admin.user.pk]
