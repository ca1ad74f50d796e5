"""What Celery beat drives, on the city's clock."""

from __future__ import annotations

from datetime import timedelta

from dispatch.tasks import forget_kept_answers, overdue_hand_overs
from safety_net.core import clock
from safety_net.core.models import KeptAnswer
from tests.support import deeds
from tests.support.cast import Person, file
from tests.support.moved_time import Time


def test_a_hand_over_without_an_answer_is_overdue_after_thirty_seconds(
    dani: Person, outsider: Person, time: Time
) -> None:
    fire = file(by=dani, at=clock.now())
    deeds.asks(dani, fire, outsider.agency, at=clock.now())
    time.passes(seconds=29)
    assert overdue_hand_overs() == 0
    time.passes(seconds=1)
    assert overdue_hand_overs() == 1
    assert overdue_hand_overs() == 0
    assert deeds.kinds(fire)[-1] == "track.overdue"


def test_kept_answers_are_forgotten_after_two_days(dani: Person, time: Time) -> None:
    now = clock.now()
    for key, age in (("old", timedelta(days=3)), ("new", timedelta(days=1))):
        KeptAnswer.objects.create(user=dani.user, key=key, fingerprint="x", at=now - age)
    assert forget_kept_answers() == 1
    assert KeptAnswer.objects.get().key == "new"
    time.passes(days=1, seconds=1)
    assert forget_kept_answers() == 1
