"""What happened to each layer, kept for the terminal, the report file and the database."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from atlas.packs.faults import Fault


@dataclass
class LayerReport:
    """Counts of one layer. read = left_out + refused + usable; nothing else can happen to a row."""

    layer: str
    kind: str
    file: str = ""
    read: int = 0
    left_out: int = 0
    refused: int = 0
    usable: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0
    failure: str = ""
    faults: list[Fault] = field(default_factory=list)

    def fault(self, where: str, code: str, message: str, *, used: bool) -> None:
        """Note a fault; `used` = the row is loaded all the same."""
        self.faults.append(
            Fault(layer=self.layer, where=where, code=code, message=message, used=used)
        )
        self.refused += not used

    @property
    def doubtful(self) -> int:
        """Rows that are loaded but have something odd."""
        return len({fault.where for fault in self.faults if fault.used})

    def by_code(self) -> Counter[tuple[str, bool]]:
        return Counter((fault.code, fault.used) for fault in self.faults)

    def summary(self) -> dict[str, int | str | dict[str, int]]:
        """What is kept in the database about this layer."""
        counts: dict[str, int | str | dict[str, int]] = {
            name: getattr(self, name)
            for name in (
                "kind", "read", "left_out", "refused", "doubtful",
                "usable", "added", "changed", "removed", "kept",
            )
        }  # fmt: skip
        if self.failure:
            counts["failure"] = self.failure
        counts["faults"] = {code: n for (code, _), n in sorted(self.by_code().items())}
        return counts


@dataclass
class Report:
    """All layers of one run."""

    layers: list[LayerReport] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def layer(self, name: str, kind: str, file: str = "") -> LayerReport:
        self.layers.append(LayerReport(layer=name, kind=kind, file=file))
        return self.layers[-1]

    @property
    def failures(self) -> list[LayerReport]:
        return [layer for layer in self.layers if layer.failure]
