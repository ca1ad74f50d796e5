"""A layer's file → clean rows, batch by batch; whatever is not a row is in the report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from atlas.packs import readers
from atlas.packs import vocabulary as words
from atlas.packs.keys import Keys
from atlas.packs.mapping import LayerMapping
from atlas.packs.placing import Placing
from atlas.packs.readers import Broken, Header, Item, Record
from atlas.packs.report import LayerReport
from atlas.packs.row import Row, write_down
from atlas.packs.spec import Box, LayerSpec
from atlas.packs.territory import Territory
from atlas.packs.unfolding import unfolded

BATCH = 5_000


def rows(
    root: Path, spec: LayerSpec, box: Box, territory: Territory, report: LayerReport
) -> Iterator[list[Row]]:
    """Batches of usable rows in the file's order. Raises FileFault if the file is no use."""
    mapping = LayerMapping(spec, report)
    placing = Placing(spec, box, territory, report)
    keys = Keys(spec, report)
    source = unfolded(readers.read(root, spec), spec, report)
    first = True
    while batch := list(islice(source, BATCH)):
        if first:
            mapping.check(_columns(batch))
            first = False
        placed = placing.place(_mapped(batch, mapping, placing, report))
        if spec.kind not in words.PLACELESS:
            write_down(placed)
        usable = [row for row in placed if keys.admit(row)]
        report.usable += len(usable)
        yield usable
    mapping.finish()


def _columns(batch: list[Item]) -> set[str]:
    """The header's, or all that some record of the batch has."""
    if isinstance(batch[0], Header):
        return set(batch[0].columns)
    return {name for item in batch if isinstance(item, Record) for name in item.values}


def _mapped(
    batch: list[Item], mapping: LayerMapping, placing: Placing, report: LayerReport
) -> list[Row]:
    found = []
    for item in batch:
        if isinstance(item, Header):
            continue
        report.read += 1
        if isinstance(item, Broken):
            report.fault(item.where, item.code, item.message, used=False)
        elif not mapping.wanted(item):
            report.left_out += 1
        else:
            row = mapping.row(item)
            if row is not None and placing.locate(row, item, mapping):
                found.append(row)
    return found
