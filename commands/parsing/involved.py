"""How units and incidents are read, and which incident a unit is on when nobody says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from commands.parsing.reading import Reading, Trouble
from commands.parsing.slots import READ_SIMPLE, lacks, read_text

Row = dict[str, Any]


def read_units(reading: Reading, slot: Row) -> None:
    """One unit or more, each of one's own agency and only once."""
    found: list[int] = []
    reading.values[slot["name"]] = found
    while not reading.done:
        match = reading.index.names["unit"].find(reading.tokens, reading.at)
        if match is None:
            break
        _take_unit(reading, match.keys, match.count, found)
    reading.expect("units")
    if not found:
        raise reading.missing(slot) if reading.done else reading.trouble("unknown_unit")


def _take_unit(reading: Reading, keys: list[Any], count: int, found: list[int]) -> None:
    if len(keys) > 1:
        reading.expect("units")
        raise reading.trouble("ambiguous_unit", count, candidates=keys)
    unit = reading.index.units[keys[0]]
    if unit["agency"] != reading.index.agency:
        raise reading.trouble("other_agency", count, unit=unit["id"], agency=unit["agency"])
    if unit["id"] in found:
        raise reading.trouble("twice", count, unit=unit["id"])
    found.append(unit["id"])
    reading.take("unit", unit["id"], count)


def read_incident(reading: Reading, slot: Row) -> None:
    """An incident; where only a number is left that was taken for a unit, that number."""
    if not reading.index.numbers.is_one(reading.word) and _last_number(reading):
        _give_back(reading)
    if not lacks(reading, slot):
        found = reading.index.numbers.find(reading.word)
        reading.values[slot["name"]] = _take_incident(reading, found)


def _last_number(reading: Reading) -> str:
    """The last word, if it was taken for a unit after others and could be an incident; else ""."""
    if len(reading.values.get("units", [])) < 2:
        return ""
    word = reading.tokens[reading.at - 1]
    alone = word.start == reading.spans[-1]["from"]
    return word.folded if alone and reading.index.numbers.is_one(word.folded) else ""


def _give_back(reading: Reading) -> None:
    reading.give_back()
    reading.values["units"].pop()


def _take_incident(reading: Reading, found: list[int]) -> int:
    if len(found) == 1:
        reading.take("incident", found[0])
        return found[0]
    reading.expect("incident")
    if found:
        raise reading.trouble("ambiguous_incident", candidates=found)
    raise reading.trouble("unknown_incident")


def read_on(reading: Reading, slot: Row) -> None:
    """The incident of each unit: the one that is named, or the only one that it is on."""
    units = reading.values["units"]
    if not reading.index.numbers.is_one(reading.word) and _others_are_on(reading, units):
        _give_back(reading)
    spans = [span for span in reading.spans if span["kind"] == "unit"]
    if reading.index.numbers.is_one(reading.word):
        reading.values[slot["name"]] = [_named_incident(reading, units)] * len(units)
        return
    reading.expect("incident")
    reading.values[slot["name"]] = [
        _only_incident(reading, unit, span) for unit, span in zip(units, spans, strict=True)
    ]


def _others_are_on(reading: Reading, units: list[int]) -> bool:
    """Whether the last unit's name is rather the number of an incident that the others are on."""
    on = [reading.index.units[unit]["incidents"] for unit in units[:-1]]
    meant = reading.index.numbers.find(_last_number(reading))
    return any(all(one in incidents for incidents in on) for one in meant)


def _named_incident(reading: Reading, units: list[int]) -> int:
    """Of several that a number may mean, the one on which the units are."""
    on = [reading.index.units[unit]["incidents"] for unit in units]
    found = reading.index.numbers.find(reading.word)
    shared = [one for one in found if all(one in incidents for incidents in on)]
    named = _take_incident(reading, shared if len(shared) == 1 else found)
    for unit, incidents in zip(units, on, strict=True):
        if named not in incidents:
            raise _about(reading.spans[-1], "not_there", unit=unit, incident=named)
    return named


def _only_incident(reading: Reading, unit: int, span: Row) -> int:
    known = reading.index.incidents
    on = [one for one in reading.index.units[unit]["incidents"] if one in known]
    if not on:
        raise _about(span, "not_assigned", unit=unit)
    if len(on) > 1:
        raise _about(span, "which_incident", unit=unit, candidates=on)
    return int(on[0])


def _about(span: Row, code: str, **more: Any) -> Trouble:
    return Trouble(code, span["from"], span["to"], **more)


def read_target(reading: Reading, slot: Row) -> None:
    """For the map: an incident, a unit, or the words of a place."""
    if lacks(reading, slot):
        return
    numbers = reading.index.numbers.find(reading.word)
    match = reading.index.names["unit"].find(reading.tokens, reading.at)
    left = len(reading.tokens) - reading.at
    if len(numbers) == 1 and left == 1:
        reading.values["incident"] = numbers[0]
        reading.take("incident", numbers[0])
    elif match is not None and match.count == left and len(match.keys) == 1:
        reading.values["unit"] = match.keys[0]
        reading.take("unit", match.keys[0], left)
    else:
        reading.expect("target")
        read_text(reading, {**slot, "name": "text"})


READ: dict[str, Callable[[Reading, Row], None]] = {
    **READ_SIMPLE,
    "units": read_units,
    "incident": read_incident,
    "on": read_on,
    "target": read_target,
}
