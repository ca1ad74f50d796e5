"""One row that lists several things → one record for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.packs import values
from atlas.packs.faults import FileFault
from atlas.packs.readers import Broken, Header, Item, Record
from atlas.packs.report import LayerReport
from atlas.packs.spec import LayerSpec

# "펌프차(2)" says two of them.
COUNTED = re.compile(r"(.*?)\s*\((\d{1,2})\)")


def unfolded(items: Iterator[Item], spec: LayerSpec, report: LayerReport) -> Iterator[Item]:
    """The same items, or with `each` one record for every word of that column.

    The word's number among its equals is in the column of the same name with `#` behind it.
    A row that lists nothing is Broken; one that counts otherwise is reported and used.
    """
    if not spec.each:
        yield from items
        return
    for item in items:
        if isinstance(item, Header):
            yield Header((*item.columns, f"{spec.each}#"))
        elif isinstance(item, Broken):
            yield item
        else:
            yield from _unfolded(item, spec, report)


def _unfolded(item: Record, spec: LayerSpec, report: LayerReport) -> Iterator[Item]:
    if spec.each not in item.values:
        raise FileFault(f"{spec.file} has no column {spec.each}")
    where, said = item.where, values.text(item.values.get(spec.each_count)).strip()
    listed = _listed(values.text(values.plain(item.values[spec.each])))
    count = f", {spec.each_count} says {said}" if said else ""
    if not listed:
        yield Broken(where, "nothing_listed", f"{spec.each} is empty{count}")
        return
    if said and said != str(len(listed)):
        message = f"{spec.each} lists {len(listed)}{count}"
        report.fault(item.where, "other_count", message, used=True)
    for number, word in enumerate(listed, 1):
        same = listed[:number].count(word)
        more = {spec.each: word, f"{spec.each}#": same}
        yield Record(f"{where} no. {number}", {**item.values, **more}, item.geometry)


def _listed(text: str) -> list[str]:
    found: list[str] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        counted = COUNTED.fullmatch(part)
        found += [counted[1]] * int(counted[2]) if counted else [part]
    return found
