"""Many people by three ways each, over a slow provider. `benchmarks.notify_storm` asks 1,300."""

from __future__ import annotations

from time import monotonic

import pytest
from django.contrib.auth import get_user_model

from notify.models import ContactMethod, Delivery
from notify.services.sending import send_due
from safety_net.core import clock
from tests.support.cast import NOON, Person, file
from tests.support.paging import a_provider, about, queues
from tests.support.stub import Stub

pytestmark = pytest.mark.slow
PEOPLE = 200
WAYS = ("sms", "voice", "sms")


@pytest.mark.usefixtures("committing")
def test_a_storm(dani: Person) -> None:
    fire = file(dani)
    with Stub(delay=0.2) as stub:
        for channel in ("sms", "voice"):
            a_provider(channel, url=stub.address(channel))
        people = get_user_model().objects.bulk_create(
            get_user_model()(username=f"person-{number}", first_name=f"Person {number}")
            for number in range(PEOPLE)
        )
        ContactMethod.objects.bulk_create(
            ContactMethod(
                user=person,
                channel=channel,
                address=f"+8210{place}{person.pk:07}",
                order=place,
                verified_at=NOON,
                created_at=NOON,
            )
            for person in people
            for place, channel in enumerate(WAYS, start=1)
        )
        pages = [about(fire, dani, user_id=person.pk, at_once=3) for person in people]
        began = monotonic()
        queues(*pages, at=clock.now())
        queued = monotonic() - began
        while Delivery.objects.filter(state__in=("pending", "sending")).exists():
            send_due(at=clock.now())
            assert monotonic() - began < 60
        took = monotonic() - began
    print(f"{PEOPLE * 3} accepted in {took:.1f} s, of these {queued:.1f} s for queueing")
    assert Delivery.objects.filter(state="accepted").exclude(channel="desk").count() == PEOPLE * 3
    # One after the other it would be two minutes.
    assert took < 60
