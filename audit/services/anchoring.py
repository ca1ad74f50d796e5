"""Writing the log's head down where the database's owner can't reach it."""

from __future__ import annotations

from datetime import datetime, timedelta

import httpx
import structlog
from django.conf import settings

from safety_net.core.city_log import anchors

log = structlog.get_logger(__name__)
A_DAY = timedelta(hours=23, minutes=30)
SECONDS = 10.0


class NotSent(Exception):
    """The file has the anchor; the address did not take it."""


def anchor(*, at: datetime) -> anchors.Anchor:
    """Append the head to the file and, where one is named, post it to the address. NotSent."""
    found = anchors.head(at)
    anchors.write(found)
    if settings.SAFETY_NET_ANCHOR_URL:
        _post(found)
    return found


def anchor_if_due(*, at: datetime) -> bool:
    """Once a day, whoever was restarted meanwhile."""
    last = anchors.last()
    if last is not None and at - last.moment < A_DAY:
        return False
    try:
        anchor(at=at)
    except NotSent as problem:
        log.error("anchor_not_sent", reason=str(problem))
    return True


def _post(found: anchors.Anchor) -> None:
    words = {"content-type": "application/json"}
    try:
        answer = httpx.post(
            settings.SAFETY_NET_ANCHOR_URL, content=found.line(), headers=words, timeout=SECONDS
        )
        answer.raise_for_status()
    except httpx.HTTPError as problem:
        raise NotSent(str(problem)) from problem
