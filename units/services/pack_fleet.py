"""One layer's units on their way into the tables: compared first, stored many at a time."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.packs.report import LayerReport
from atlas.packs.row import Row
from safety_net.core.city_log import Log
from units.models import Capability, Unit, UnitCapability
from units.services import telling
from units.services.call_signs import CallSigns
from units.services.pack_rows import Catalogue, Wanted, wanted
from units.states import Duty

CHANGED = (
    "kind", "station", "call_sign", "crew_size", "crew_minimum", "radio", "phone",
    "is_simulated", "is_active", "version",
)  # fmt: skip
BATCH = 1_000


class Fleet:
    """`there` are the layer's units as they are, locked. Take every row, then store once."""

    def __init__(
        self, layer: LayerReport, known: Catalogue, signs: CallSigns, there: Iterable[Unit]
    ) -> None:
        self.layer, self.known, self.signs = layer, known, signs
        self.there = {(unit.agency_id, unit.external_id): unit for unit in there}
        self.brought = _brought(self.there.values())
        self.new: list[tuple[Unit, Wanted]] = []
        self.changed: list[tuple[Unit, Wanted]] = []

    def take(self, row: Row) -> None:
        """Note what the row makes of its unit, or report why it is refused."""
        want = wanted(row, self.layer, self.known)
        if want is None:
            return
        unit = self.there.get((want.agency.pk, want.key))
        sign = self._call_sign(row, want, unit)
        if not sign:
            return
        if unit is None:
            self.new.append((Unit(call_sign=sign), want))
        elif self._differs(unit, want, sign):
            unit.call_sign = sign
            self.changed.append((unit, want))

    def store(self, log: Log) -> None:
        """Write all of it and tell everybody who sees the units."""
        for unit, want in [*self.new, *self.changed]:
            for name, value in want.fields.items():
                setattr(unit, name, value)
            unit.is_active = True
        self._store_new(log)
        self._store_changed()
        self._store_brings()
        telling.tell_all([unit for unit, _ in self.new], "added", log)
        telling.tell_all([unit for unit, _ in self.changed], "changed", log)
        self.layer.added, self.layer.changed = len(self.new), len(self.changed)

    def _call_sign(self, row: Row, want: Wanted, unit: Unit | None) -> str:
        mine = unit.call_sign if unit else ""
        if not want.call_sign and mine:
            return mine
        kind = self.known.kinds[row.fields["kind"]]
        sign = want.call_sign or self.signs.make(want.station_key, kind)
        if sign.lower() != mine.lower() and not self.signs.take(sign):
            message = f"another unit has the call sign {sign}"
            self.layer.fault(row.where, "call_sign_taken", message, used=False)
            self.layer.usable -= 1
            return ""
        return sign

    def _differs(self, unit: Unit, want: Wanted, sign: str) -> bool:
        fields = {**want.fields, "call_sign": sign, "is_active": True}
        same = all(getattr(unit, name) == value for name, value in fields.items())
        return not same or self.brought.get(unit.pk, {}) != want.brings

    def _store_new(self, log: Log) -> None:
        for unit, want in self.new:
            unit.agency, unit.external_id = want.agency, want.key
            unit.duty_since = log.at
            if want.out_of_service:
                unit.duty, unit.duty_reason = Duty.OUT_OF_SERVICE, want.out_of_service
        Unit.objects.bulk_create([unit for unit, _ in self.new], batch_size=BATCH)

    def _store_changed(self) -> None:
        units = [unit for unit, _ in self.changed]
        for unit in units:
            unit.version += 1
        Unit.objects.bulk_update(units, CHANGED, batch_size=BATCH)
        UnitCapability.objects.filter(unit__in=units).delete()

    def _store_brings(self) -> None:
        codes = dict(Capability.objects.values_list("code", "pk"))
        UnitCapability.objects.bulk_create(
            (
                UnitCapability(unit=unit, capability_id=codes[code], number=number)
                for unit, want in [*self.new, *self.changed]
                for code, number in want.brings.items()
            ),
            batch_size=BATCH,
        )


def _brought(units: Iterable[Unit]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    rows = UnitCapability.objects.filter(unit__in=[unit.pk for unit in units])
    for unit_id, code, number in rows.values_list("unit_id", "capability__code", "number"):
        found.setdefault(unit_id, {})[code] = number
    return found
