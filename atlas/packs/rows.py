"""A layer's file → clean rows, batch by batch; whatever is not a row is in the report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from atlas.packs import readers
from atlas.packs.keys import Keys
from atlas.packs.mapping import LayerMapping
from atlas.packs.placing import Placing
from atlas.packs.readers import Broken, Record
from atlas.packs.report import LayerReport
from atlas.packs.row import Row
from atlas.packs.spec import Box, LayerSpec
from atlas.packs.territory import Territory

BATCH = 5_000


def rows(
    root: Path, spec: LayerSpec, box: Box, territory: Territory, report: LayerReport
) -> Iterator[list[Row]]:
    """Batches of usable rows in the file's order. Raises FileFault if the file is no use."""
    mapping = LayerMapping(spec, report)
    placing = Placing(spec, box, territory, report)
    keys = Keys(spec, report)
    source = readers.read(root, spec)
    first = True
    while batch := list(islice(source, BATCH)):
        records = [record for record in batch if isinstance(record, Record)]
        if first:
            mapping.check(records)
            first = False
        report.read += len(batch)
        for broken in batch:
            if isinstance(broken, Broken):
                report.fault(broken.where, broken.code, broken.message, used=False)
        placed = placing.place(_mapped(records, mapping, placing, report))
        usable = [row for row in placed if keys.admit(row)]
        report.usable += len(usable)
        yield usable
    mapping.finish()


def _mapped(
    records: list[Record], mapping: LayerMapping, placing: Placing, report: LayerReport
) -> list[Row]:
    found = []
    for record in records:
        if not mapping.wanted(record):
            report.left_out += 1
            continue
        row = mapping.row(record)
        if row is not None and placing.locate(row, record, mapping):
            found.append(row)
    return found
