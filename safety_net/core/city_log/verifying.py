"""Find the first entry that was altered, removed or put in by hand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Subquery

from safety_net.core.city_log import chain
from safety_net.core.models import LogEntry, LogHead


@dataclass(frozen=True)
class Verdict:
    """`entries` read in all; `seq` and `fault` of the first broken one, or None and ""."""

    entries: int
    seq: int | None = None
    fault: str = ""


def verify() -> Verdict:
    """Walk the whole chain in one read of the log; memory stays flat."""
    head = LogHead.objects.get()
    count, previous = 0, chain.GENESIS
    for entry in LogEntry.objects.filter(seq__lte=head.seq).order_by("seq").iterator(5000):
        count += 1
        fault = _fault(entry, expected_seq=count, previous=previous)
        if fault:
            return Verdict(count, min(entry.seq, count), fault)
        previous = bytes(entry.hash)
    if count < head.seq:
        return Verdict(count, count + 1, "missing")
    if previous != bytes(head.hash):
        return Verdict(count, head.seq, "altered")
    beyond = _beyond_the_head()
    return Verdict(count) if beyond is None else Verdict(count, beyond, "inserted")


def _beyond_the_head() -> int | None:
    # One statement sees one snapshot, so entries that are written meanwhile raise no alarm.
    head = LogHead.objects.values("seq")[:1]
    beyond = LogEntry.objects.filter(seq__gt=Subquery(head)).order_by("seq")
    return beyond.values_list("seq", flat=True).first()


def _fault(entry: LogEntry, *, expected_seq: int, previous: bytes) -> str:
    if entry.seq > expected_seq:
        return "missing"
    if entry.seq < expected_seq or bytes(entry.prev_hash) != previous:
        return "inserted"
    return "" if entry.computed_hash() == bytes(entry.hash) else "altered"
