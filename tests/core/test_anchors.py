"""A history that was rewritten so that it hangs together is found by what was anchored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from safety_net.core import clock
from safety_net.core.city_log import anchors, verifying
from safety_net.core.models import LogEntry, LogHead
from tests.support.ringing import ring


@pytest.fixture
def anchored(db: None, settings: Any, tmp_path: Path) -> None:
    """Six entries, the head anchored after the fourth."""
    settings.SAFETY_NET_ANCHOR_FILE = str(tmp_path / "elsewhere" / "anchors.jsonl")
    ring(times=4)
    anchors.write(anchors.head(clock.now()))
    ring(times=2)


def rewritten_from(seq: int) -> None:
    """As the database's owner, who knows how the chain is made, would do it."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_logentry DISABLE TRIGGER USER")
        previous: bytes | None = None
        for entry in LogEntry.objects.filter(seq__gte=seq).order_by("seq"):
            entry.prev_hash = previous or entry.prev_hash
            entry.actor_name = "Somebody else" if entry.seq == seq else entry.actor_name
            entry.hash = previous = entry.computed_hash()
            entry.save()
        cursor.execute("ALTER TABLE core_logentry ENABLE TRIGGER USER")
    LogHead.objects.update(hash=previous)


def test_what_was_anchored_and_stands_is_unbroken(anchored: None) -> None:
    assert verifying.verify() == verifying.Verdict(6)


def test_a_rewritten_history_that_hangs_together_is_found(anchored: None) -> None:
    rewritten_from(3)
    assert verifying.verify() == verifying.Verdict(6, 4, "not what was anchored")


def test_a_log_that_ends_before_its_anchor_is_found(anchored: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_logentry DISABLE TRIGGER USER")
        LogEntry.objects.filter(seq__gte=3).delete()
        cursor.execute("ALTER TABLE core_logentry ENABLE TRIGGER USER")
    LogHead.objects.update(seq=2, hash=LogEntry.objects.get(seq=2).hash)
    assert verifying.verify() == verifying.Verdict(2, 4, "not what was anchored")


def test_a_check_can_be_left_and_taken_up_again(anchored: None) -> None:
    walk = verifying.Walk()
    seen = []
    while walk.verdict is None:
        walk = verifying.go_on(verifying.Walk(walk.entries, walk.hash), most=4)
        seen.append(walk.entries)
    assert (seen, walk.verdict) == ([4, 6], verifying.Verdict(6))
