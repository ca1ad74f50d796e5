"""From a line to its meaning, or to the word that can't be meant."""

from __future__ import annotations

from typing import Any

from commands.parsing.canonical import written
from commands.parsing.folding import SIGNS, Token, compose, tokens_of
from commands.parsing.index import Index
from commands.parsing.involved import READ
from commands.parsing.reading import Reading, Trouble

Row = dict[str, Any]

__all__ = ["Index", "parse"]


def parse(line: str, index: Index) -> Row:
    """`{"line", "meaning", "errors", "spans", "expects"}`; never raises.

    `meaning` is `{"verb", "values", "canonical"}`, or None beside an error
    `{"code", "from", "to", …}`. Offsets count code points of the composed `line`.
    """
    composed = compose(line)
    reading = Reading(composed, tokens_of(composed), index)
    meaning, errors = None, []
    try:
        meaning = _meaning(reading)
    except Trouble as trouble:
        errors.append(trouble.error)
    return {
        "line": composed,
        "meaning": meaning,
        "errors": errors,
        "spans": reading.spans,
        "expects": reading.expects,
    }


def _meaning(reading: Reading) -> Row:
    row = _command_word(reading)
    reading.values.update(row["preset"])
    slots = reading.index.verbs[row["verb"]]["slots"]
    for slot in slots:
        READ[slot["kind"]](reading, slot)
    if not reading.done:
        raise reading.trouble("too_much", len(reading.tokens) - reading.at)
    _check_lowering(reading, row["verb"])
    return {
        "verb": row["verb"],
        "values": reading.values,
        "canonical": written(row["word"], reading, slots),
    }


def _command_word(reading: Reading) -> Row:
    """The first word, or the sign that the line begins with: "?bridge" is "? bridge"."""
    if reading.done:
        reading.expect("verb")
        end = len(reading.line)
        raise Trouble("missing", end, end, slot="verb")
    row = reading.index.words.get(reading.word) or _sign(reading)
    if row is None or row["verb"] not in reading.index.verbs:
        reading.expect("verb")
        raise reading.trouble("unknown_word")
    reading.take("verb", row["verb"])
    return row


def _sign(reading: Reading) -> Row | None:
    """Split a word at the sign that it begins with, if that is a command."""
    first = reading.tokens[0]
    sign = first.folded[:1]
    row = reading.index.words.get(sign)
    if row is None or sign not in SIGNS:
        return None
    reading.tokens[:1] = [
        Token(first.start, first.start + 1, sign),
        Token(first.start + 1, first.end, first.folded[1:]),
    ]
    return row


def _check_lowering(reading: Reading, verb: str) -> None:
    if verb != "priority" or reading.values.get("reason"):
        return
    incident = reading.index.incidents[reading.values["incident"]]
    if reading.values["priority"] > incident["priority"]:
        reading.expect("text")
        raise reading.missing({"name": "reason"})
