"""A meaning written out in full, so that nothing about it is left to guess."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from commands.parsing.reading import Reading

Row = dict[str, Any]


def written(word: str, reading: Reading, slots: list[Row]) -> str:
    """The command word and each slot that was read; presets go without saying."""
    given = {span["kind"] for span in reading.spans}
    parts = [word]
    for slot in slots:
        write = WRITE[slot["kind"]]
        if READ_AS.get(slot["kind"], slot["kind"]) in given:
            parts += write(reading, slot)
    return " ".join(parts)


READ_AS = {"units": "unit", "on": "unit", "target": "verb"}


def _units(reading: Reading, slot: Row) -> list[str]:
    return [_call_sign(reading, unit) for unit in reading.values[slot["name"]]]


def _call_sign(reading: Reading, unit: int) -> str:
    return str(reading.index.units[unit]["call_sign"])


def _number(reading: Reading, incident: int) -> str:
    return str(reading.index.incidents[incident]["number"])


def _incident(reading: Reading, slot: Row) -> list[str]:
    return [_number(reading, reading.values[slot["name"]])]


def _on(reading: Reading, slot: Row) -> list[str]:
    """Units on different incidents: each of them is meant where it is."""
    on = reading.values[slot["name"]]
    return [_number(reading, on[0])] if len(set(on)) == 1 else []


def _plain(reading: Reading, slot: Row) -> list[str]:
    return [str(reading.values[slot["name"]])]


def _priority(reading: Reading, slot: Row) -> list[str]:
    return [f"P{reading.values[slot['name']]}"]


def _agency(reading: Reading, slot: Row) -> list[str]:
    return [str(reading.index.agencies[reading.values[slot["name"]]]["names"][0])]


def _target(reading: Reading, slot: Row) -> list[str]:
    values = reading.values
    if "incident" in values:
        return [_number(reading, values["incident"])]
    if "unit" in values:
        return [_call_sign(reading, values["unit"])]
    return [str(values["text"])]


WRITE: dict[str, Callable[[Reading, Row], list[str]]] = {
    "units": _units,
    "incident": _incident,
    "on": _on,
    "text": _plain,
    "minutes": _plain,
    "number": _plain,
    "priority": _priority,
    "agency": _agency,
    "type": _plain,
    "capability": _plain,
    "target": _target,
}
