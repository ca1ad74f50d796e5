"""What usually follows a call: agencies acknowledge, work, finish, and the lead closes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from rehearsal import unit_flow
from rehearsal.steps import Step

OPTIONS = ("priority", "reason", "minutes", "agency_kind", "takes_over", "disposition")
# Seconds from call to acknowledgement: most within the targets, some not.
ACKNOWLEDGE = {"fire": (8, 40), "police": (12, 60), "city": (15, 90)}
AGENCIES = ("fire", "police", "city", "coast_guard", "health", "utility")


def usual(label: str, began: float, call: dict[str, Any], dice: random.Random) -> Iterator[Step]:
    """Steps by every agency that may have a track; the player passes over those that have none.

    `call["silent"]` lists agencies that never act, `call["lasts"]` is minutes until the close,
    `call["units"]` says which units each agency sends.
    """
    ends = began + call.get("lasts", 30) * 60
    for agency in AGENCIES:
        if agency in call.get("silent", []):
            continue
        answered = began + dice.uniform(*ACKNOWLEDGE.get(agency, (30, 150)))
        yield Step(seconds=answered, act="acknowledge", label=label, agency=agency)
        started = answered + dice.uniform(40, 240)
        if started < ends:
            yield Step(seconds=started, act="start", label=label, agency=agency)
        done = ends - dice.uniform(20, 300)
        if done > started:
            yield Step(seconds=done, act="finish", label=label, agency=agency)
        yield from unit_flow.of_agency(label, agency, call, answered=answered, ends=done, dice=dice)
    data = {"disposition": call.get("disposition", "handled")}
    yield Step(seconds=ends + 30, act="close", label=label, agency="", data=data)
