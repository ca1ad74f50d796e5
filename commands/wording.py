"""What is wrong with a word of a line, in words; ui/command_words.js says the same."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from commands.parsing import Index

Row = dict[str, Any]

SLOTS = {
    "verb": _("a command"),
    "units": _("a unit"),
    "on": _("an incident"),
    "incident": _("an incident"),
    "minutes": _("minutes"),
    "reason": _("a reason"),
    "text": _("a text"),
    "priority": _("a priority"),
    "number": _("a number"),
    "capability": _("what kind of help"),
    "agency": _("an agency"),
    "target": _("a place, incident or unit"),
}
TEXTS = {
    "missing": _("Still needed: %(slot)s."),
    "unknown_word": _("There is no such command."),
    "too_much": _("This is more than the command takes."),
    "unknown_unit": _("There is no such unit."),
    "ambiguous_unit": _("This may be %(candidates)s."),
    "other_agency": _("%(unit)s belongs to another agency."),
    "twice": _("%(unit)s is named twice."),
    "unknown_incident": _("There is no such incident."),
    "ambiguous_incident": _("This may be %(candidates)s."),
    "not_assigned": _("%(unit)s is on no incident."),
    "which_incident": _("%(unit)s is on %(candidates)s: say which."),
    "not_there": _("%(unit)s is not on %(incident)s."),
    "too_long": _("No more than %(longest)s characters."),
    "bad_minutes": _("Minutes are a number from %(least)s to %(most)s."),
    "bad_priority": _("A priority is a number from %(least)s to %(most)s."),
    "bad_number": _("This must be a number from %(least)s to %(most)s."),
    "unknown_agency": _("There is no such agency."),
    "ambiguous_agency": _("This may be %(candidates)s."),
    "unknown_type": _("There is no such type."),
    "ambiguous_type": _("This may be %(candidates)s."),
    "unknown_capability": _("There is no such help."),
    "ambiguous_capability": _("This may be %(candidates)s."),
}
MOST_NAMED = 6


def worded(errors: list[Row], index: Index) -> list[Row]:
    """Each error with its `text`."""
    return [{**error, "text": _text(error, index)} for error in errors]


def _text(error: Row, index: Index) -> str:
    values = {**error}
    if "slot" in error:
        values["slot"] = SLOTS[error["slot"]]
    if "unit" in error:
        values["unit"] = index.units[error["unit"]]["call_sign"]
    if "incident" in error:
        values["incident"] = index.incidents[error["incident"]]["number"]
    if "candidates" in error:
        named = [_named(one, error["code"], index) for one in error["candidates"][:MOST_NAMED]]
        values["candidates"] = ", ".join(named)
    return str(TEXTS[error["code"]]) % values


def _named(candidate: Any, code: str, index: Index) -> str:
    if code.endswith("_incident"):
        return str(index.incidents[candidate]["number"])
    if code.endswith("_unit"):
        return str(index.units[candidate]["call_sign"])
    if code.endswith("_agency"):
        return str(index.agencies[candidate]["names"][0])
    return str(candidate)
