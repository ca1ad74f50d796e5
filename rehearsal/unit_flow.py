"""What usually becomes of units that are sent: they answer, drive, arrive, and come home."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rehearsal.steps import Step

# Seconds, from … to.
ORDER = (8, 35)
ANSWER = (5, 25)
TURNOUT = {"fire": (35, 90), "police": (10, 40)}
DRIVE = (110, 420)
TREATMENT = (120, 300)
TRANSPORT = (240, 480)
HANDOVER = (180, 420)
HOMEWARD = (150, 420)
# A unit that is not there this long before the end turns round on the way.
TOO_LATE = 60


@dataclass
class Unit:
    """One unit's way through one call; `nth` of its kind."""

    label: str
    agency: str
    kind: str
    nth: int
    steps: list[Step] = field(default_factory=list)

    def does(self, act: str, seconds: float, **data: str) -> None:
        whole = {"kind": self.kind, "nth": self.nth, **data}
        self.steps.append(
            Step(seconds=seconds, act=act, label=self.label, agency=self.agency, data=whole)
        )


def of_agency(
    label: str,
    agency: str,
    call: Mapping[str, Any],
    *,
    answered: float,
    ends: float,
    dice: random.Random,
) -> Iterator[Step]:
    """Steps of the units that `call["units"]` names for this agency; none if it names none."""
    kinds: dict[str, int] = call.get("units", {}).get(agency, {})
    if not kinds:
        return
    sent = answered + dice.uniform(*ORDER)
    yield Step(seconds=sent, act="send", label=label, agency=agency, data={"kinds": kinds})
    for kind, number in kinds.items():
        for nth in range(number):
            unit = Unit(label, agency, kind, nth)
            carries = kind == "ambulance" and nth == 0 and call["type"].startswith("EMS.")
            _goes(unit, sent, ends, dice, carries=carries)
            yield from unit.steps


def _goes(unit: Unit, sent: float, ends: float, dice: random.Random, *, carries: bool) -> None:
    answered = sent + dice.uniform(*ANSWER)
    out = answered + dice.uniform(*TURNOUT.get(unit.agency, (40, 120)))
    there = out + dice.uniform(*DRIVE)
    unit.does("move", answered, status="acknowledged")
    unit.does("move", out, status="en_route")
    done = ends - dice.uniform(5, 50)
    if there < done - TOO_LATE:
        unit.does("move", there, status="on_scene")
    if carries and there < done - TOO_LATE:
        done = _carries(unit, there, dice)
    done = max(done, out + 1)
    unit.does("clear", done)
    unit.does("home", done + dice.uniform(*HOMEWARD))


def _carries(unit: Unit, there: float, dice: random.Random) -> float:
    """To a patient, to a hospital; when it is free again."""
    touched = there + dice.uniform(30, 90)
    leaves = touched + dice.uniform(*TREATMENT)
    arrives = leaves + dice.uniform(*TRANSPORT)
    unit.does("move", touched, status="patient")
    unit.does("move", leaves, status="transport")
    unit.does("move", arrives, status="at_hospital")
    return arrives + dice.uniform(*HANDOVER)
