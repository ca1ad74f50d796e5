"""Read a script: calls written by hand, with what follows each of them."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rehearsal import flows
from rehearsal.steps import Spot, Step

SCRIPTS = Path(__file__).parent / "scripts"


class BadScript(ValueError):
    """The script can't be played; the message says where and why."""


def names() -> list[str]:
    """The scripts that come with the product."""
    return sorted(path.stem for path in SCRIPTS.glob("*.toml"))


def read(path: Path, *, language: str) -> list[Step]:
    """All steps of the script in order of time. BadScript where it is not one."""
    try:
        calls = list(tomllib.loads(path.read_text(encoding="utf-8"))["calls"])
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise BadScript(f"{path}: {problem}") from problem
    steps = [step for number, call in enumerate(calls) for step in _steps(call, number, language)]
    return sorted(steps, key=lambda step: step.seconds)


def _steps(call: dict[str, Any], number: int, language: str) -> Iterator[Step]:
    try:
        began, label, filer = call["minute"] * 60, call["label"], call["filer"]
        yield Step(
            seconds=began,
            act="file",
            label=label,
            agency=filer,
            data={
                "type": call["type"],
                "spot": Spot(**call["place"]),
                "channel": call.get("channel", "call"),
                "narrative": call[language],
                "caller": call.get("caller", ""),
                "priority": call.get("priority"),
            },
        )
        for more in call.get("then", []):
            data = {"text": more[language]} if language in more else {}
            data |= {key: value for key, value in more.items() if key in flows.OPTIONS}
            at = began + more["after"] * 60
            yield Step(seconds=at, act=more["act"], label=label, agency=more["by"], data=data)
    except (KeyError, TypeError) as problem:
        raise BadScript(f"call {number + 1}: {problem}") from problem
    # The script stays the same each time it is played, so that people can talk about it.
    dice = random.Random(label)  # noqa: S311  (no secret, only variety)
    yield from flows.usual(label, began, call, dice)
