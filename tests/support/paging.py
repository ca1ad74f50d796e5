"""What reaches people in tests: providers, contact methods, pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import Any

from incidents.models import Incident
from notify.models import ContactMethod, Delivery, Message, Provider
from notify.services import answering, queueing
from notify.services.queueing import Page
from notify.states import How
from safety_net.core import city_log
from safety_net.core.access import SYSTEM
from tests.support.cast import NOON, Person

_numbers = count(1)


def a_provider(
    channel: str = "sms",
    *,
    kind: str = "http",
    url: str = "http://127.0.0.1:9/messages",
    drill: bool = False,
    **more: Any,
) -> Provider:
    """A provider of that channel that is asked at `url`."""
    number = next(_numbers)
    settings = {"url": url, "body": {"to": "{address}", "text": "{text}"}, "reference": "id"}
    settings |= more.pop("settings", {})
    slug = more.pop("slug", f"{channel}-{number}")
    fields = {"per_second": 1000, "settings": settings, **more}
    return Provider.objects.create(
        slug=slug,
        kind=kind,
        name=f"{channel} {number}",
        channels=[channel],
        is_drill=drill,
        **fields,
    )


def a_method(
    who: Person,
    channel: str = "sms",
    address: str = "",
    *,
    verified: bool = True,
    order: int | None = None,
    **more: Any,
) -> ContactMethod:
    """An address of `who`, after those that there are."""
    number = next(_numbers)
    return ContactMethod.objects.create(
        user=who.user,
        channel=channel,
        address=address or f"+8210{number:08}",
        order=order or 1 + who.user.contact_methods.count(),
        verified_at=NOON if verified else None,
        created_at=NOON,
        language=more.pop("language", "en"),
        **more,
    )


def a_page(who: Person, **more: Any) -> Page:
    """`who` is asked something urgent."""
    usual: dict[str, Any] = {
        "dedupe_key": f"page-{next(_numbers)}",
        "user_id": who.user.pk,
        "agency_id": who.agency.pk,
        "incident_id": None,
        "cause": "",
        "generation": 0,
        "urgent": True,
        "exercise": False,
        "kind": "notice",
        "facts": {
            "title": {"en": "Fire", "ko": "화재"},
            "text": {"en": "Come.", "ko": "오십시오."},
        },
        "asks": True,
    }
    return Page(**{**usual, **more})


def about(incident: Incident, who: Person, **more: Any) -> Page:
    return a_page(who, incident_id=incident.pk, exercise=incident.exercise, **more)


def queues(*pages: Page, at: datetime = NOON) -> list[Message]:
    with city_log.change(by=SYSTEM, at=at) as log:
        return queueing.queue(pages, log=log)


def cancels(at: datetime = NOON, **causes: int) -> int:
    named = {name.replace("_", ":"): generation for name, generation in causes.items()}
    with city_log.change(by=SYSTEM, at=at) as log:
        return queueing.cancel(named, log=log)


def ways(message: Message) -> list[Delivery]:
    return list(message.deliveries.order_by("order", "pk"))


def states(message: Message) -> dict[str, str]:
    """Channel → state of the delivery."""
    return {one.channel: one.state for one in ways(message)}


def set_going(deliveries: Sequence[Delivery], state: str, **more: Any) -> None:
    """Put deliveries where a provider or a sender would have put them."""
    for one in deliveries:
        Delivery.objects.filter(pk=one.pk).update(state=state, **more)


def says_yes(who: Person, message: Message, *, at: datetime = NOON, how: How = How.DESK) -> Message:
    """`who` is on it."""
    return answering.answer(message_id=message.pk, by=who.actor, at=at, how=how)


def reads(who: Person, message: Message, *, at: datetime = NOON) -> Message:
    return answering.mark_read(message_id=message.pk, by=who.actor, at=at)
