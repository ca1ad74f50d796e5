"""Checking the whole log in pieces, so that no worker is held up and a killed one loses nothing."""

from __future__ import annotations

import time
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from audit.events import LogChecked
from audit.models import LogCheck
from safety_net.core import city_log
from safety_net.core.access import AUDITORS, SYSTEM, Actor
from safety_net.core.city_log import chain, verifying
from safety_net.core.errors import Refusal
from safety_net.core.models import LogHead


class AlreadyChecking(Refusal):
    code = "already_checking"
    title = _("The log is being checked already.")


def begin(*, by: Actor, at: datetime) -> LogCheck:
    """Ask for a check; workers do it piece by piece. AlreadyChecking while one is under way."""
    try:
        with city_log.change(by=by, at=at) as log:
            check = LogCheck.objects.create(
                by=by.name,
                agency_id=by.agency_id,
                begun_at=at,
                touched_at=at,
                total=LogHead.objects.get().seq,
                hash=chain.GENESIS,
            )
            entry = LogChecked(subject_id=check.pk, what="begun", entries=0)
            log.append(entry, audience={AUDITORS})
    except IntegrityError as other:
        raise AlreadyChecking from other
    return check


def go_on(*, at: datetime, seconds: float = 8.0) -> int:
    """Work on the check that is under way for about so long; how many entries were read."""
    deadline, read = time.monotonic() + seconds, 0
    while time.monotonic() < deadline:
        done = _one_piece(at)
        if not done:
            break
        read += done
    return read


def _one_piece(at: datetime) -> int:
    with transaction.atomic():
        open_one = LogCheck.objects.filter(ended_at__isnull=True)
        # Another worker may have it in hand.
        check = open_one.select_for_update(skip_locked=True).first()
        if check is None:
            return 0
        walk = verifying.go_on(verifying.Walk(check.entries, bytes(check.hash)))
        read = walk.entries - check.entries
        check.entries, check.hash, check.touched_at = walk.entries, walk.hash, at
        check.total = max(check.total, walk.entries)
        if walk.verdict is not None:
            check.seq, check.fault, check.ended_at = walk.verdict.seq, walk.verdict.fault, at
        check.save()
        if check.ended_at is not None:
            _tell(check, at=at)
    return max(read, 1)


def _tell(check: LogCheck, *, at: datetime) -> None:
    with city_log.change(by=SYSTEM, at=at) as log:
        entry = LogChecked(
            subject_id=check.pk,
            what="ended",
            entries=check.entries,
            seq=check.seq,
            fault=check.fault,
        )
        log.append(entry, audience={AUDITORS})
