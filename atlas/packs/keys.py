"""Each row's key, and rows that come twice."""

from __future__ import annotations

from atlas.packs.report import LayerReport
from atlas.packs.row import Row
from atlas.packs.spec import LayerSpec

# Two districts of one code, or two stations or units of one id, cannot both be right.
STRICT = ("district", "service_area", "station", "unit")


class Keys:
    """Sees that every admitted row has a key of its own, the same in every run."""

    def __init__(self, spec: LayerSpec, report: LayerReport) -> None:
        self.strict = spec.kind in STRICT
        self.looks_at_points = spec.kind == "place" and spec.format != "geojson"
        self.report = report
        self.first: dict[str, tuple[str, str]] = {}
        self.points: dict[tuple[float, float], str] = {}

    def admit(self, row: Row) -> bool:
        """False when the row only repeats another one; the fault is reported."""
        digest = row.digest()
        key = row.external_id or row.fields.get("code") or digest
        earlier = self.first.setdefault(key, (row.where, digest))
        if earlier[0] != row.where:
            key = self._repeated(row, key, digest, earlier)
            if not key:
                return False
        row.external_id = key
        self._look_at_point(row)
        return True

    def _repeated(self, row: Row, key: str, digest: str, earlier: tuple[str, str]) -> str:
        where, other = earlier
        if digest == other:
            self.report.fault(row.where, "repeated_row", f"the same as {where}", used=False)
            return ""
        if self.strict:
            message = f"has the key of {where} ({key}) but says something else"
            self.report.fault(row.where, "repeated_key", message, used=False)
            return ""
        own = f"{key}~{digest[:8]}"
        if self.first.setdefault(own, (row.where, digest))[0] != row.where:
            self.report.fault(
                row.where, "repeated_row", f"the same as {self.first[own][0]}", used=False
            )
            return ""
        message = f"has the key of {where} ({key}) but says something else; kept as {own}"
        self.report.fault(row.where, "repeated_key", message, used=True)
        return own

    def _look_at_point(self, row: Row) -> None:
        if not self.looks_at_points:
            return
        x, y, _, _ = row.shape.bounds
        point = (round(x, 7), round(y, 7))
        where = self.points.setdefault(point, row.where)
        if where != row.where:
            self.report.fault(row.where, "same_point", f"the same point as {where}", used=True)
