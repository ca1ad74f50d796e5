"""Removing for good what the rules let go; as the database's owner, listed in a signed manifest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from audit.events import DataPurged
from audit.models import Data
from audit.selectors import purgeable
from safety_net.core import city_log
from safety_net.core.access import ADMINS, AUDITORS, Actor
from safety_net.core.city_log import manifests
from safety_net.core.city_log.chain import PURGED
from safety_net.core.models import LogEntry, PurgedEntry, PurgeManifest

MOST_ENTRIES = 20_000


@dataclass
class Removed:
    """Keys of the rows, by table; entries of the log with what their hashes were and are."""

    rows: dict[str, list[int]] = field(default_factory=dict)
    entries: list[PurgedEntry] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        found = {table: len(keys) for table, keys in self.rows.items() if keys}
        return {**found, **({"core.logentry": len(self.entries)} if self.entries else {})}


def purge(*, by: Actor, at: datetime) -> PurgeManifest | None:
    """One manifest with at most 20,000 entries of the log; None where nothing is over.

    Raises manifests.NoKey. All of it is one transaction, its own entry among it.
    """
    with city_log.change(by=by, at=at) as log:
        number = (PurgeManifest.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
        removed = Removed()
        _forget_callers(removed, at=at)
        _forget_messages(removed, at=at)
        _choose_entries(removed, number, at=at)
        if not removed.counts():
            return None
        manifest = _sign(removed, number, by=by, at=at)
        _forget_entries(removed, number)
        digest = hashlib.sha256(manifest.body.encode()).hexdigest()
        entry = DataPurged(subject_id=number, removed=removed.counts(), sha256=digest)
        log.append(entry, audience={AUDITORS, ADMINS})
    return manifest


def _forget_callers(removed: Removed, *, at: datetime) -> None:
    nobody = {"caller_name": "", "caller_number": ""}
    for table, rows in (
        ("incidents.report", purgeable.reports(at=at)),
        ("incidents.reportrevision", purgeable.revisions(at=at)),
    ):
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        rows.model.objects.filter(pk__in=keys).update(**nobody)
        removed.rows[table] = keys


def _forget_messages(removed: Removed, *, at: datetime) -> None:
    rows = purgeable.messages(at=at)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    rows.model.objects.filter(pk__in=keys).delete()
    removed.rows["notify.message"] = keys


def _choose_entries(removed: Removed, number: int, *, at: datetime) -> None:
    for entry in purgeable.log_entries(at=at).order_by("seq")[:MOST_ENTRIES]:
        entry.payload = {PURGED: number}
        removed.entries.append(
            PurgedEntry(
                seq=entry.seq,
                manifest_id=number,
                hash=bytes(entry.hash),
                remains=entry.computed_hash(),
            )
        )


def _sign(removed: Removed, number: int, *, by: Actor, at: datetime) -> PurgeManifest:
    rows = ((one.seq, one.hash, one.remains) for one in removed.entries)
    said: dict[str, Any] = {
        "manifest": number,
        "at": at.isoformat(),
        "by": by.name,
        "rules": {str(data): purgeable.days_of(data) for data in Data},
        "rows": removed.rows,
        "entries": len(removed.entries),
        "log": manifests.digest(rows),
    }
    body = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    signature, key = manifests.sign(body)
    return PurgeManifest.objects.create(pk=number, at=at, body=body, signature=signature, key=key)


def _forget_entries(removed: Removed, number: int) -> None:
    with transaction.atomic():
        PurgedEntry.objects.bulk_create(removed.entries, batch_size=2000)
        keys = [one.seq for one in removed.entries]
        LogEntry.objects.filter(seq__in=keys).update(payload={PURGED: number})
