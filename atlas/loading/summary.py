"""The report as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atlas.packs.faults import Fault
from atlas.packs.report import LayerReport, Report

COUNTS = ("read", "left out", "refused", "doubtful", "usable")
CHANGES = ("added", "changed", "removed", "kept")
# Enough to see what kind of trouble it is; the report file has them all.
EXAMPLES = 2


def lines(report: Report, *, changes: bool) -> Iterator[str]:
    """A table of the layers, then their faults by kind with examples."""
    heads = (*COUNTS, *CHANGES) if changes else COUNTS
    width = max((len(layer.layer) for layer in report.layers), default=5) + 2
    yield "layer".ljust(width) + "".join(head.rjust(10) for head in heads)
    for layer in report.layers:
        numbers = [getattr(layer, head.replace(" ", "_")) for head in heads]
        yield layer.layer.ljust(width) + "".join(f"{number:,}".rjust(10) for number in numbers)
    yield from (f"note: {note}" for note in report.notes)
    for layer in report.layers:
        yield from _faults(layer)


def _faults(layer: LayerReport) -> Iterator[str]:
    if not (layer.failure or layer.faults or layer.kept):
        return
    yield ""
    yield f"{layer.layer} ({layer.file})" if layer.file else layer.layer
    if layer.failure:
        yield f"  FAILED: {layer.failure}"
    if layer.kept:
        yield f"  {layer.kept:,} rows are no longer in the file, most of it: kept (--prune removes)"
    for (code, used), count in sorted(layer.by_code().items(), key=lambda item: item[0][1]):
        verdict = "loaded all the same" if used else "refused"
        yield f"  {count:,} × {code}, {verdict}"
        yield from _examples(
            fault for fault in layer.faults if (fault.code, fault.used) == (code, used)
        )


def _examples(faults: Iterable[Fault]) -> Iterator[str]:
    for _, fault in zip(range(EXAMPLES), faults, strict=False):
        yield f"      {fault.where}: {fault.message}"
