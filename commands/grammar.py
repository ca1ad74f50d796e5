"""Every verb of the command line: what must follow it, in which order. Browsers get this table.

A slot that is missing may be filled by the word's preset; a preset may also set what no slot reads,
such as the status that a unit moves to.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from dispatch.states import FIRST_STATUSES
from incidents.services.noting import LONGEST_NOTE
from incidents.states import NoteAudience, TrackRole
from units.states import Duty

LONGEST_LINE = 10_000
LONGEST_REASON = 300
LONGEST_PLACE = 200


class VerbName(TextChoices):
    """What a command word may mean."""

    NEW = "new", _("new call")
    SEND = "send", _("send units")
    MOVE = "move", _("unit status")
    CARRY = "carry", _("unit status with a destination")
    CLEAR = "clear", _("clear units")
    AVAILABLE = "available", _("units available")
    OUT_OF_SERVICE = "out_of_service", _("units out of service")
    ACKNOWLEDGE = "acknowledge", _("acknowledge")
    HOLD = "hold", _("hold")
    NOTE = "note", _("note")
    PRIORITY = "priority", _("priority")
    BACKUP = "backup", _("ask for backup")
    TRANSFER = "transfer", _("share with an agency")
    MAP = "map", _("show on the map")
    FIND = "find", _("find")


@dataclass(frozen=True, kw_only=True)
class Slot:
    """`kind` says how it is read; `longest` bounds a text in characters."""

    name: str
    kind: str
    optional: bool = False
    longest: int = 0


@dataclass(frozen=True, kw_only=True)
class Verb:
    """`choices` are the presets beside the slots: name → values that it may take."""

    slots: tuple[Slot, ...] = ()
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    desk_only: bool = False


def _text(name: str, longest: int, *, optional: bool = True) -> Slot:
    return Slot(name=name, kind="text", optional=optional, longest=longest)


UNITS = Slot(name="units", kind="units")
ON = Slot(name="on", kind="on")
INCIDENT = Slot(name="incident", kind="incident")
REASON = _text("reason", LONGEST_REASON)
REASON_NEEDED = _text("reason", LONGEST_REASON, optional=False)
MOVED = ("acknowledged", "en_route", "staging", "on_scene", "patient")
CARRIED = ("transport", "at_hospital")
FREED = (Duty.AVAILABLE_STATION.value, Duty.AVAILABLE_MOBILE.value, Duty.RETURNING.value)

VERBS: dict[str, Verb] = {
    VerbName.NEW: Verb(
        slots=(
            Slot(name="type", kind="type", optional=True),
            _text("place", LONGEST_PLACE),
        ),
        desk_only=True,
    ),
    VerbName.SEND: Verb(
        slots=(UNITS, INCIDENT, _text("note", LONGEST_NOTE)),
        choices={"status": tuple(status.value for status in FIRST_STATUSES)},
    ),
    VerbName.MOVE: Verb(slots=(UNITS, ON), choices={"status": MOVED}),
    VerbName.CARRY: Verb(
        slots=(UNITS, ON, _text("destination", LONGEST_PLACE)), choices={"status": CARRIED}
    ),
    VerbName.CLEAR: Verb(slots=(UNITS, ON, REASON), choices={"then": FREED}),
    VerbName.AVAILABLE: Verb(slots=(UNITS,), choices={"duty": FREED}),
    VerbName.OUT_OF_SERVICE: Verb(slots=(UNITS, REASON_NEEDED)),
    VerbName.ACKNOWLEDGE: Verb(slots=(INCIDENT,)),
    VerbName.HOLD: Verb(
        slots=(INCIDENT, Slot(name="minutes", kind="minutes"), REASON_NEEDED),
    ),
    VerbName.NOTE: Verb(
        slots=(INCIDENT, _text("text", LONGEST_NOTE, optional=False)),
        choices={"audience": tuple(NoteAudience.values)},
    ),
    VerbName.PRIORITY: Verb(slots=(INCIDENT, Slot(name="priority", kind="priority"), REASON)),
    VerbName.BACKUP: Verb(
        slots=(
            INCIDENT,
            Slot(name="capability", kind="capability"),
            Slot(name="number", kind="number"),
        ),
    ),
    VerbName.TRANSFER: Verb(
        slots=(INCIDENT, Slot(name="agency", kind="agency"), REASON),
        choices={"role": tuple(TrackRole.values)},
    ),
    VerbName.MAP: Verb(slots=(Slot(name="target", kind="target", longest=200),), desk_only=True),
    VerbName.FIND: Verb(slots=(_text("text", LONGEST_PLACE, optional=False),), desk_only=True),
}


def as_data() -> list[dict[str, Any]]:
    """The table as browsers get it."""
    return [
        {
            "verb": str(name),
            "slots": [asdict(slot) for slot in verb.slots],
            "choices": {key: list(values) for key, values in verb.choices.items()},
            "desk_only": verb.desk_only,
        }
        for name, verb in VERBS.items()
    ]
