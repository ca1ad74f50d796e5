"""Tell everybody who sees a unit what became of it. The one place that writes `unit.changed`."""

from __future__ import annotations

from collections.abc import Iterable

from safety_net.core.access import EVERYONE, agency_token
from safety_net.core.city_log import Log
from units.cards import card_of, cards_of, with_card
from units.events import UnitChanged
from units.models import Unit


def audience(unit: Unit) -> set[str]:
    """Everyone for a shared unit, else its own agency."""
    return {EVERYONE if unit.is_shared else agency_token(unit.agency_id)}


def tell(unit: Unit, what: str, log: Log, reason: str = "") -> None:
    """Append the whole unit as it is now; `what` names the change in one word, `reason` why."""
    log.append(
        UnitChanged(subject_id=unit.pk, unit=card_of(unit), what=what, reason=reason),
        audience=audience(unit),
    )


def tell_all(units: Iterable[Unit], what: str, log: Log) -> None:
    """The same for many at once, such as a fleet that a file brings, in a few queries."""
    found = with_card(Unit.objects.filter(pk__in=[unit.pk for unit in units])).order_by("pk")
    fresh = list(found)
    for unit, card in zip(fresh, cards_of(fresh), strict=True):
        log.append(UnitChanged(subject_id=unit.pk, unit=card, what=what), audience=audience(unit))


def withdraw(unit: Unit, log: Log) -> None:
    """Let others forget a unit that is not shown to them from now on; its agency is told after."""
    gone = {**card_of(unit), "active": False}
    log.append(
        UnitChanged(subject_id=unit.pk, unit=gone, what="withdrawn"),
        audience={EVERYONE},
    )
