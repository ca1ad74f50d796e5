"""What apps above put on the board, without dispatch knowing them. wiring.py says who answers."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

Cards = list[dict[str, Any]]
Escalations = Callable[[Collection[int]], Cards]


def _nothing_runs(incident_ids: Collection[int]) -> Cards:
    return []


_escalations: list[Escalations] = [_nothing_runs]


def provide_escalations(answer: Escalations) -> None:
    """`answer(incident ids)`: what runs on them, by one query or two; wiring.py registers it."""
    _escalations[0] = answer


def escalations(incident_ids: Collection[int]) -> Cards:
    """The open escalations of these incidents."""
    return _escalations[0](incident_ids)
