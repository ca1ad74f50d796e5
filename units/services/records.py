"""The steps that every change of a unit shares: lock, check the version, move the duty, store."""

from __future__ import annotations

from collections.abc import Iterable

from safety_net.core.errors import NotFound
from units.models import Unit


def locked_unit(unit_id: int) -> Unit:
    """The unit, locked until the change ends. NotFound where there is none."""
    return locked_units([unit_id])[0]


def locked_units(unit_ids: Iterable[int]) -> list[Unit]:
    """Those units, each once, locked in the order of their ids. NotFound if one is missing."""
    wanted = set(unit_ids)
    # Without joins, so that what others change beside a unit is not locked and not stale.
    found = list(Unit.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    if len(found) < len(wanted):
        raise NotFound
    return found
