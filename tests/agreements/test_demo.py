"""The demo city shares something at each level, signed by its demo people."""

from __future__ import annotations

from agencies import demo as people
from agreements import demo
from agreements.models import Agreement
from agreements.states import Level
from tests.support.cast import NOON
from tests.support.small_city import SmallCity


def test_the_demo_has_each_level_in_force(city: SmallCity) -> None:
    assert list(people.people(renew=False))
    assert demo.agree(at=NOON) == len(demo.AGREED)
    assert {one.level for one in Agreement.objects.filter(in_force=True)} == set(Level.values)
    assert demo.agree(at=NOON) == 0
