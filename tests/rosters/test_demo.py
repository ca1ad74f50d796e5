"""The demo city's rosters: everybody is reached, but for one gap next week."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from agencies import demo
from rosters.models import GapAlarm, Roster
from rosters.selectors.duty import on_duty
from rosters.services import demo_rosters
from safety_net.core import clock
from tests.support.small_city import SmallCity


@pytest.fixture
def people(city: SmallCity) -> None:
    assert list(demo.people(renew=False))


@pytest.mark.usefixtures("people")
def test_every_roster_has_three_people_and_one_has_a_gap(city: SmallCity) -> None:
    at = clock.now()
    made = demo_rosters.plan(at=at)
    assert made == len(demo_rosters.ROSTERS)
    for roster in Roster.objects.all():
        for layer in roster.layers.all():
            assert layer.participants.count() == 3, roster
    assert all(on_duty(list(Roster.objects.values_list("pk", flat=True)), at).values())
    gap = GapAlarm.objects.get()
    assert gap.roster.agency == city.city_hall
    assert timedelta(days=4) < gap.begin - at < timedelta(days=9)


@pytest.mark.usefixtures("people")
def test_made_twice_they_are_there_once() -> None:
    demo_rosters.plan(at=clock.now())
    assert demo_rosters.plan(at=clock.now()) == 0


@pytest.mark.usefixtures("people")
def test_in_demo_mode_only(settings: Any) -> None:
    with pytest.raises(CommandError):
        call_command("demo_rosters")
    settings.SAFETY_NET_DEMO = True
    out = StringIO()
    call_command("demo_rosters", stdout=out)
    assert "7 rosters made" in out.getvalue()
