"""The demo's people have numbers, and both of its providers are the stub."""

from __future__ import annotations

import pytest

from agencies import demo as people
from notify import demo
from notify.models import ContactMethod, Provider
from notify.selectors.reach import reach
from notify.services.providers import expect_sound
from tests.support.cast import NOON
from tests.support.small_city import SmallCity


@pytest.mark.parametrize("exercise", [False, True])
def test_each_demo_person_is_reached_and_nobody_else(city: SmallCity, exercise: bool) -> None:
    made = list(people.people(renew=False))
    for port in (8001, 8002):  # at each start the stub may listen elsewhere
        demo.set_up(url=f"http://127.0.0.1:{port}", secret="quiet", at=NOON)
    methods = ContactMethod.objects.all()
    assert methods.count() == len(made)
    assert Provider.objects.filter(kind="http").count() == 2
    for provider in Provider.objects.filter(kind="http"):
        assert provider.settings["url"].startswith("http://127.0.0.1:8002/send/stub")
        expect_sound(provider)
    found = reach([one.user_id for one in methods], exercise=exercise)
    assert {one.channels for one in found.values()} == {("sms",)}
