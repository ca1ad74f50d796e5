"""Thirty days pass in seconds: through a change of the clocks, in the city's zone and in others.

The database's clock is moved, as for everything in the city; whatever is due is decided when its
time has come, and rosters and hours follow the wall.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

import pytest

from agencies.models import City
from escalation.definition import Target
from escalation.engine.driving import drive
from escalation.models import Run, StepExecution
from escalation.states import RunState
from notify.models import Message
from tests.support.cast import Person, file
from tests.support.deeds import acknowledges
from tests.support.escalating import Kind, a_rule, last_resort, tell
from tests.support.moved_time import Time
from tests.support.rostering import a_roster

DAYS = 30
# Each month holds a change of the clocks where there is one.
MONTHS = {
    "Asia/Seoul": datetime(2027, 3, 1, tzinfo=UTC),
    "America/New_York": datetime(2027, 3, 1, tzinfo=UTC),
    "Europe/Berlin": datetime(2027, 10, 10, tzinfo=UTC),
    "Australia/Lord_Howe": datetime(2027, 3, 20, tzinfo=UTC),  # by half an hour
}


@pytest.mark.parametrize("zone", sorted(MONTHS))
def test_thirty_days(zone: str, time: Time, dani: Person, sol: Person, admin: Person) -> None:
    began = monotonic()
    City.objects.update(timezone=zone)
    last_resort(admin)
    roster = a_roster(dani.agency, dani, sol)
    on_duty = Target(kind="roster", roster=roster.pk)
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(on_duty), within=60, name="always")
    night = a_rule(
        Kind.NOT_ACKNOWLEDGED_BY_LEAD,
        tell(on_duty),
        within=60,
        name="night",
        starts="22:00",
        ends="06:00",
    )
    begin = time.becomes(MONTHS[zone])
    hours = 0
    while hours < DAYS * 24:
        now = time.now()
        fire = file(by=dani, at=now)
        is_night = not 6 <= now.astimezone(ZoneInfo(zone)).hour < 22
        assert fire.escalations.filter(rule=night).exists() is is_night
        time.passes(seconds=61)
        round_ = drive("simulated")
        assert round_.worst_seconds < 3
        acknowledges(dani, fire, at=time.now())
        hours += 31
        time.becomes(begin + timedelta(hours=hours))
    assert not Run.objects.filter(state=RunState.ACTIVE).exists()
    told = set(Message.objects.values_list("user_id", flat=True))
    assert told == {dani.user.pk, sol.user.pk}
    assert StepExecution.objects.filter(outcome="nobody").count() == 0
    assert monotonic() - began < 30
