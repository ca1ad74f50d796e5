"""By which ways a message sets out: the desk at once, and beside it the person's first method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from notify.models import Provider
from notify.selectors.carriers import Carrier, carriers
from notify.selectors.people import Method, Someone
from notify.states import DESK, WEBHOOK, DeliveryState, Lane

if TYPE_CHECKING:
    from notify.services.queueing import Page

Ways = list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Carried:
    """Who carries what now; `webhooks` says of each that is called whether it is a drill's."""

    channels: Mapping[str, list[Carrier]]
    webhooks: Mapping[int, bool]


def carried_for(pages: Sequence[Page], *, exercise: bool) -> Carried:
    """One query, and one more where programs are called."""
    called = {page.webhook_id for page in pages if page.webhook_id is not None}
    webhooks = Provider.objects.filter(pk__in=called, kind=WEBHOOK, is_active=True)
    return Carried(
        channels=carriers(exercise=exercise),
        webhooks=dict(webhooks.values_list("pk", "is_drill")) if called else {},
    )


def ways_for(page: Page, someone: Someone | None, carried: Carried, *, at: datetime) -> Ways:
    """The first deliveries of a page, as rows."""
    if someone is None:
        return _call(page, carried.webhooks)
    methods = [one for one in someone.methods if one.channel in carried.channels]
    ways = [_way(page, channel=DESK, state=DeliveryState.ACCEPTED)]
    ways += [
        _sent(page, method, carried.channels[method.channel][0], order=number, at=at)
        for number, method in enumerate(methods[: page.at_once], start=1)
    ]
    if page.exercise and not methods and someone.methods:
        first = someone.methods[0]
        ways.append(_withheld(page, channel=first.channel, method=first.id, order=1))
    return ways


def _call(page: Page, webhooks: Mapping[int, bool]) -> Ways:
    is_drill = webhooks.get(page.webhook_id or 0)
    if is_drill is None:
        return []
    if page.exercise and not is_drill:
        return [_withheld(page, channel=WEBHOOK)]
    return [_way(page, channel=WEBHOOK, provider=page.webhook_id, is_drill=is_drill)]


def _sent(page: Page, method: Method, carrier: Carrier, *, order: int, at: datetime) -> Any:
    return _way(
        page,
        channel=method.channel,
        method=method.id,
        order=order,
        provider=carrier.id,
        is_drill=carrier.is_drill,
        deadline=(at + timedelta(seconds=carrier.patience)).isoformat(),
    )


def _withheld(page: Page, **way: Any) -> Any:
    fault = "an exercise, and no provider for exercises"
    return _way(page, state=DeliveryState.WITHHELD, fault=fault, **way)


def _way(page: Page, *, channel: str, **more: Any) -> dict[str, Any]:
    return {
        "dedupe_key": page.dedupe_key,
        "channel": channel,
        "method_id": more.get("method"),
        "order": more.get("order", 0),
        "state": more.get("state", DeliveryState.PENDING),
        "lane": Lane.URGENT if page.urgent else Lane.ORDINARY,
        "deadline": more.get("deadline"),
        "provider_id": more.get("provider"),
        "is_drill": more.get("is_drill", False),
        "fault": more.get("fault", ""),
    }
