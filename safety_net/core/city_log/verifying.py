"""Find the first entry that was altered, removed or put in by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Subquery

from safety_net.core.city_log import anchors, chain, manifests
from safety_net.core.models import LogEntry, LogHead, PurgedEntry

PIECE = 20_000


@dataclass(frozen=True)
class Verdict:
    """`entries` read in all; `seq` and `fault` of the first broken one, or None and ""."""

    entries: int
    seq: int | None = None
    fault: str = ""


@dataclass(frozen=True)
class Walk:
    """How far a check has come. It can be left here and taken up by another process."""

    entries: int = 0
    hash: bytes = chain.GENESIS
    verdict: Verdict | None = None


def verify() -> Verdict:
    """Walk the whole chain; memory stays flat."""
    walk = Walk()
    while walk.verdict is None:
        walk = go_on(walk)
    return walk.verdict


def go_on(walk: Walk, *, most: int = PIECE) -> Walk:
    """Read up to `most` entries more. The walk that has a verdict is at its end."""
    if walk.entries == 0 and (broken := manifests.first_broken()) is not None:
        return replace(walk, verdict=Verdict(0, broken, "removed without a signed manifest"))
    head = LogHead.objects.get()
    until = min(walk.entries + most, head.seq)
    # Whatever stands before the first entry was put there.
    after = {"seq__gt": walk.entries} if walk.entries else {}
    rows = LogEntry.objects.filter(seq__lte=until, **after).order_by("seq")
    gone = PurgedEntry.objects.filter(seq__gt=walk.entries, seq__lte=until).in_bulk()
    count, previous = walk.entries, walk.hash
    for entry in rows.iterator(5000):
        count += 1
        fault = _fault(entry, expected_seq=count, previous=previous, gone=gone.get(entry.seq))
        if fault:
            return Walk(count, previous, Verdict(count, min(entry.seq, count), fault))
        previous = bytes(entry.hash)
    if count < until:
        return Walk(count, previous, Verdict(count, count + 1, "missing"))
    done = Walk(count, previous)
    return done if until < head.seq else replace(done, verdict=_at_the_end(done, head))


def _at_the_end(walk: Walk, head: LogHead) -> Verdict:
    if walk.hash != bytes(head.hash):
        return Verdict(walk.entries, head.seq, "altered")
    beyond = _beyond_the_head()
    if beyond is not None:
        return Verdict(walk.entries, beyond, "inserted")
    rewritten = anchors.first_rewritten()
    if rewritten is not None:
        return Verdict(walk.entries, rewritten, "not what was anchored")
    return Verdict(walk.entries)


def _beyond_the_head() -> int | None:
    # One statement sees one snapshot, so entries that are written meanwhile raise no alarm.
    head = LogHead.objects.values("seq")[:1]
    beyond = LogEntry.objects.filter(seq__gt=Subquery(head)).order_by("seq")
    return beyond.values_list("seq", flat=True).first()


def _fault(entry: LogEntry, *, expected_seq: int, previous: bytes, gone: PurgedEntry | None) -> str:
    if entry.seq > expected_seq:
        return "missing"
    if entry.seq < expected_seq or bytes(entry.prev_hash) != previous:
        return "inserted"
    computed, stored = entry.computed_hash(), bytes(entry.hash)
    if computed == stored and gone is None:
        return ""
    # What a manifest removed can't be hashed any more; the manifest says what is left of it.
    removed = gone is not None and entry.purged_by == gone.manifest_id
    if gone is not None and removed and bytes(gone.hash) == stored:
        return "" if bytes(gone.remains) == computed else "altered"
    return "altered"
