"""Faults of whoever carries messages: refusing, hanging, dying, and telling too little or twice."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User

from agencies.models import Role
from notify.models import ContactMethod, Delivery
from notify.services import queueing
from notify.services.queueing import Page
from safety_net.core import city_log, clock
from safety_net.core.access import SYSTEM
from tests.faults.outcome import Outcome, share
from tests.faults.people import hire, providers
from tests.faults.scene import Scene
from tests.support.stub import Stub

WAYS = ("sms", "voice")
PATIENCE, TIMEOUT = 6.0, 3.0
# By the deadline, and a driver needs a moment to see it, on a busy machine too.
BY_NEXT_WAY = PATIENCE + 10.0
MOST_TRIES = 4
HELD = 20 * 2  # of one provider by both senders
GROUPS = ("", "500", "timeout", "lost", "doubled", "reordered")
SETTLE_SECONDS, LEASE_SECONDS = 45.0, 100.0


def providers_fail(scene: Scene, outcome: Outcome) -> None:
    """Each fault for people of its own, all at the same time."""
    scene.drivers_are_at_work()
    log = scene.stand.paths.log / "provider.jsonl"
    with Stub(callbacks=_callbacks(scene), log=log) as stub:
        providers(stub, WAYS, patience=PATIENCE, timeout=TIMEOUT)
        groups = {fault: _people(scene, fault or "none", scene.of(3, 20)) for fault in GROUPS}
        for fault, people in groups.items():
            for address in _numbers(people) if fault else ():
                stub.order(fault=fault, times=99, to=address)
        queued = time.time()
        messages = _tell([user for people in groups.values() for user in people], name="fault")
        _wait_until_reached(messages, stub, log)
        _count(outcome, groups, _read(log), queued)
        outcome.holds(_states_agree(groups), "a delivery did not end where its callbacks say")
        _dies(scene, outcome, stub, log)


def _dies(scene: Scene, outcome: Outcome, stub: Stub, log: Path) -> None:
    """It takes a message and dies before it answers; somebody starts it again."""
    people = _people(scene, "died", scene.of(3, 20))
    stub.order(fault="die", to=_numbers(people)[0])
    messages = _tell(people, name="died")
    _wait_until_reached(messages, stub, log)
    left = len(messages) - len(_reached(messages))
    outcome.holds(left == 0, f"{left} were reached by nothing after the provider died")
    outcome.counted += len(messages)


def senders_killed(scene: Scene, outcome: Outcome) -> None:
    """`kill -9` of every sender while messages are on their way: a lease, then once more."""
    scene.drivers_are_at_work()
    log = scene.stand.paths.log / "provider-killed.jsonl"
    with Stub(callbacks=_callbacks(scene), log=log, delay=0.2) as stub:
        providers(stub, WAYS[:1], patience=600.0, timeout=10.0)
        people = _people(scene, "killed", scene.of(60, 300))
        messages = _tell(people, name="killed")
        scene.stand.until(lambda: len(_read(log)) > len(people) // 4, "a part has left")
        scene.stand.kills("sentinel", "urgent").starts("sentinel", "urgent")
        _wait_until_reached(messages, stub, log, seconds=LEASE_SECONDS)
        got = _read(log)
    keys = Counter(one["key"] for one in got)
    outcome.lost = len(messages) - len(_reached(messages))
    outcome.counted = len(messages)
    repeated = sum(times - 1 for times in keys.values())
    outcome.holds(outcome.lost == 0, f"{outcome.lost} never left")
    outcome.holds(max(keys.values()) <= 2, "one was sent more than twice")
    outcome.holds(repeated <= HELD, f"{repeated} were repeated")
    outcome.notes.append(f"{repeated} of {len(messages)} were sent once more, with the same key")


def _callbacks(scene: Scene) -> str:
    return f"http://127.0.0.1:{scene.stand.web_port}/api/notify/callbacks/{{slug}}/"


def _people(scene: Scene, name: str, count: int) -> list[User]:
    names = [f"{name}-{number}" for number in range(count)]
    return hire(scene.cast.dani.agency, Role.AGENCY_STAFF, WAYS, names)


def _numbers(people: Iterable[User]) -> list[str]:
    """Of the first way."""
    rows = ContactMethod.objects.filter(user__in=list(people), channel=WAYS[0])
    return list(rows.values_list("address", flat=True))


def _tell(people: Iterable[User], *, name: str) -> list[int]:
    facts = {"title": {"en": "Fire", "ko": "화재"}, "text": {"en": "Come.", "ko": "오십시오."}}
    pages = [
        Page(
            dedupe_key=f"{name}-{user.pk}",
            user_id=user.pk,
            agency_id=None,
            incident_id=None,
            cause="",
            generation=0,
            urgent=True,
            exercise=False,
            kind="notice",
            facts=facts,
            asks=True,
        )
        for user in people
    ]
    with city_log.change(by=SYSTEM, at=clock.now()) as log:
        return [message.pk for message in queueing.queue(pages, log=log)]


def _reached(messages: list[int]) -> set[int]:
    """Those that some provider has, as far as it told us."""
    rows = Delivery.objects.filter(message__in=messages, state__in=("delivered", "read"))
    return set(rows.exclude(channel="desk").values_list("message_id", flat=True))


def _wait_until_reached(
    messages: list[int], stub: Stub, log: Path, *, seconds: float = SETTLE_SECONDS
) -> None:
    deadline = time.monotonic() + seconds
    while len(_reached(messages)) < len(messages) and time.monotonic() < deadline:
        if stub.is_dead():
            stub.start()
        time.sleep(0.2)


def _read(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


def _count(
    outcome: Outcome, groups: dict[str, list[User]], got: list[dict[str, Any]], queued: float
) -> None:
    """Late is who was reached late, by whichever way, counted from the queueing."""
    taken = [one for one in got if one["status"] < 300 and one["fault"] != "timeout"]
    first: dict[str, float] = {}
    for one in taken:
        first.setdefault(one["to"][-9:], one["at"] - queued)
    everybody = [f"{user.pk:09}" for people in groups.values() for user in people]
    late = sorted(first[person] for person in everybody if person in first)
    outcome.counted, outcome.lost = len(everybody), len(everybody) - len(late)
    outcome.late_p50, outcome.late_p99 = share(late, 0.5), share(late, 0.99)
    outcome.late_max = share(late, 1.0)
    tries = Counter(one["key"] for one in got)
    # An answer that comes too late is asked for again, with the same key; more is a loop.
    keys = Counter(one["key"] for one in taken)
    outcome.doubled = sum(max(0, times - 2) for times in keys.values())
    outcome.holds(outcome.lost == 0, f"{outcome.lost} people were reached by nothing")
    outcome.holds(outcome.late_max <= BY_NEXT_WAY, f"reached after {outcome.late_max:.1f} s")
    outcome.holds(max(tries.values()) <= MOST_TRIES, f"{max(tries.values())} tries of one")
    outcome.notes.append(
        f"{len(got)} requests for {len(everybody)} people; {max(tries.values())} tries at most"
    )


def _states_agree(groups: dict[str, list[User]]) -> bool:
    """Callbacks that come twice or in another order end as any others: delivered."""
    people = [*groups[""], *groups["doubled"], *groups["reordered"]]
    rows = Delivery.objects.filter(message__user__in=people, channel=WAYS[0])
    return [row.state for row in rows] == ["delivered"] * len(people)
