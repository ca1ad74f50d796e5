"""What a word may say beside its verb: each value is checked against the table of verbs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from commands.grammar import VERBS, Slot
from commands.parsing.slots import LONGEST_MINUTES, LOWEST_PRIORITY, MOST_BACKUP
from incidents.models import IncidentType
from safety_net.core.errors import Invalid
from units.models import Capability

Preset = dict[str, Any]


def checked_preset(verb: str, preset: Preset) -> Preset:
    """`preset`, or Invalid where a name or a value does not fit the verb."""
    if verb not in VERBS:
        raise Invalid(verb=_("There is no such meaning."))
    slots = {slot.name: slot for slot in VERBS[verb].slots if slot.kind in FITS}
    choices = VERBS[verb].choices
    for name, allowed in choices.items():
        if preset.get(name) not in allowed:
            text = str(_("“%(name)s” must be one of: %(allowed)s."))
            raise Invalid(preset=text % {"name": name, "allowed": ", ".join(allowed)})
    for name, value in preset.items():
        if name not in choices and not _fits(slots.get(name), value):
            text = str(_("“%(name)s” can't be preset to this for such a command."))
            raise Invalid(preset=text % {"name": name})
    return preset


def _fits(slot: Slot | None, value: Any) -> bool:
    return slot is not None and FITS[slot.kind](slot, value)


def _whole(least: int, most: int) -> Callable[[Slot, Any], bool]:
    return lambda slot, value: type(value) is int and least <= value <= most


def _text(slot: Slot, value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= slot.longest


FITS: dict[str, Callable[[Slot, Any], bool]] = {
    "text": _text,
    "minutes": _whole(1, LONGEST_MINUTES),
    "priority": _whole(0, LOWEST_PRIORITY),
    "number": _whole(1, MOST_BACKUP),
    "capability": lambda slot, value: (
        isinstance(value, str) and Capability.objects.filter(code=value).exists()
    ),
    "type": lambda slot, value: (
        isinstance(value, str) and IncidentType.objects.filter(code=value).exists()
    ),
    "agency": lambda slot, value: (
        type(value) is int and Agency.objects.filter(pk=value, is_active=True).exists()
    ),
}
