"""The steps that every change of a unit shares: lock it, and prove that it may be changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from safety_net.core.access import Actor
from safety_net.core.errors import NotFound, Refusal, StaleVersion
from units.cards import card_of
from units.hooks import engagements
from units.models import Unit


class UnitOnIncident(Refusal):
    """On an incident its status stands on the assignment. `extra.units`: which."""

    code = "unit_engaged"
    title = _("This unit is on an incident. Clear it there first.")


class UnitRetired(Refusal):
    code = "unit_retired"
    title = _("This unit is not in use any more.")


def locked_unit(unit_id: int) -> Unit:
    """The unit, locked until the change ends. NotFound where there is none."""
    return locked_units([unit_id])[0]


def locked_units(unit_ids: Iterable[int]) -> list[Unit]:
    """Those units, each once, locked in the order of their ids. NotFound if one is missing."""
    wanted = set(unit_ids)
    # Without joins, so that what others change beside a unit is not locked and not stale; without
    # the key, so that a row that only points here (a position) does not wait.
    rows = Unit.objects.select_for_update(no_key=True).filter(pk__in=wanted)
    found = list(rows.order_by("pk"))
    if len(found) < len(wanted):
        raise NotFound
    return found


def locked_own(unit_id: int, by: Actor) -> Unit:
    """A unit of the acting agency, locked. NotFound for one of another agency."""
    unit = locked_unit(unit_id)
    if unit.agency_id != by.agency_id:
        raise NotFound
    return unit


def expect(unit: Unit, version: int) -> None:
    """StaleVersion, with both versions and the present card, unless `version` is the present."""
    if version != unit.version:
        raise StaleVersion(yours=version, current=unit.version, unit=card_of(unit))


def expect_free(unit: Unit) -> None:
    """UnitOnIncident while an incident holds it."""
    busy = engagements([unit.pk]).get(unit.pk)
    if busy and busy.incidents:
        raise UnitOnIncident(units=[{"unit": unit.pk, "call_sign": unit.call_sign}])


def expect_in_use(unit: Unit) -> None:
    """UnitRetired for one that its agency has put away."""
    if not unit.is_active:
        raise UnitRetired(units=[{"unit": unit.pk, "call_sign": unit.call_sign}])
