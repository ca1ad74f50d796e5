"""Every fault in one table that a spreadsheet opens."""

from __future__ import annotations

import csv
from pathlib import Path

from atlas.packs.report import Report

COLUMNS = ("layer", "file", "where", "fault", "loaded", "message")


def write(report: Report, path: Path) -> None:
    """One line a fault, failed layers first; CSV with a mark that Excel reads as UTF-8."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(COLUMNS)
        for layer in report.failures:
            out.writerow(safe((layer.layer, layer.file, "file", "failed", "no", layer.failure)))
        for layer in report.layers:
            for fault in layer.faults:
                loaded = "yes" if fault.used else "no"
                cells = (layer.layer, layer.file, fault.where, fault.code, loaded, fault.message)
                out.writerow(safe(cells))


def safe(cells: tuple[str, ...]) -> list[str]:
    """A cell that begins like a formula must not become one; half characters are spelt out."""
    return [
        ("'" + cell if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell)
        .encode("utf-8", "backslashreplace")
        .decode()
        for cell in cells
    ]
