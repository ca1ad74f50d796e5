"""Lock everything that a line is about before it acts, so that two lines never wait in a ring."""

from __future__ import annotations

from collections.abc import Iterable

from incidents.services import records as incident_records
from units.services.records import locked_units


def lock(*, incidents: Iterable[int], units: Iterable[int]) -> None:
    """All incidents by their ids, then all units by theirs, until the change ends."""
    for incident in sorted(set(incidents)):
        incident_records.locked(incident)
    locked_units(units)
