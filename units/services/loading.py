"""Units of a city pack → the database. What is on duty now is never touched by a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Q

from agencies.models import Agency, City
from atlas.packs.report import LayerReport, Report
from atlas.packs.row import Row
from safety_net.core.city_log import Log
from units.hooks import engagements
from units.models import Unit
from units.services import telling
from units.services.call_signs import CallSigns
from units.services.pack_fleet import Fleet
from units.services.pack_rows import Catalogue

# As for places: when more than this share is gone, the file is more likely cut than the fleet.
MOST_TO_LET_GO = 0.5
FEW = 20

Key = tuple[int, str]


class UnitLoader:
    """Layers of the kind `unit`; wiring.py provides it to atlas."""

    def begin(self, layers: Collection[str], report: Report, log: Log) -> None:
        """Units of layers that left the pack become inactive; ones made by hand are not touched."""
        of_the_pack = Q(pk__in=[])
        for name in layers:
            of_the_pack |= Q(external_id__startswith=f"{name}/")
        left = Unit.objects.filter(external_id__contains="/", is_active=True).exclude(of_the_pack)
        units = list(left.select_for_update().order_by("pk"))
        gone, busy = _let_go(units, log)
        if gone:
            report.notes.append(f"{gone:,} units of layers that left the pack: made inactive")
        if busy:
            report.notes.append(f"{', '.join(busy)}: still on an incident, stay active")

    def load(
        self,
        layer: LayerReport,
        rows: list[Row],
        agencies: Mapping[str, Agency],
        log: Log,
        *,
        prune: bool,
    ) -> None:
        """Make the fleet of this layer what the rows say; units are let go, never deleted."""
        prefix = Q(external_id__startswith=f"{layer.layer}/")
        units = list(Unit.objects.select_for_update().filter(prefix).order_by("pk"))
        # First, so that a new unit may have the call sign of one that left.
        self._vanished(layer, units, _spoken_of(layer, rows, agencies), log, prune=prune)
        city = City.objects.values_list("name_ko", flat=True).first() or ""
        fleet = Fleet(layer, Catalogue.read(agencies), CallSigns(city), units)
        for row in rows:
            fleet.take(row)
        fleet.store(log)

    def _vanished(
        self, layer: LayerReport, units: list[Unit], there: set[Key], log: Log, *, prune: bool
    ) -> None:
        active = [unit for unit in units if unit.is_active]
        gone = [unit for unit in active if (unit.agency_id, unit.external_id) not in there]
        few = len(active) <= FEW or len(gone) <= len(active) * MOST_TO_LET_GO
        if not (prune or few):
            layer.kept = len(gone)
            return
        layer.removed, busy = _let_go(gone, log)
        for call_sign in busy:
            message = f"{call_sign} is no longer in the file but on an incident: stays active"
            layer.fault("file", "still_engaged", message, used=True)


def _spoken_of(layer: LayerReport, rows: list[Row], agencies: Mapping[str, Agency]) -> set[Key]:
    """Even a row that will be refused says that its unit is still there."""
    named = [(agencies.get(row.fields["agency"]), row.external_id) for row in rows]
    return {(agency.pk, f"{layer.layer}/{own}") for agency, own in named if agency}


def _let_go(units: list[Unit], log: Log) -> tuple[int, list[str]]:
    """How many became inactive, and the call signs of those that are on an incident now."""
    engaged = engagements([unit.pk for unit in units])
    busy = [unit.call_sign for unit in units if unit.pk in engaged]
    gone = [unit for unit in units if unit.pk not in engaged]
    for unit in gone:
        unit.is_active = False
        unit.version += 1
    Unit.objects.bulk_update(gone, ["is_active", "version"], batch_size=1_000)
    telling.tell_all(gone, "left", log)
    return len(gone), busy
