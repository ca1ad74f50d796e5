"""One change to the shared picture: a transaction that collects entries and writes them last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from safety_net.core import wall
from safety_net.core.access import Actor
from safety_net.core.city_log import writing
from safety_net.core.city_log.concluding import concluding
from safety_net.core.city_log.events import Event

_open_change: ContextVar[Log | None] = ContextVar("open_change", default=None)


@dataclass
class Log:
    """The entries of a change that is under way."""

    by: Actor
    at: datetime
    drafts: list[writing.Draft] = field(default_factory=list)

    def append(self, event: Event, *, audience: Iterable[str]) -> None:
        """Add an entry for those who hold one of the `audience` tokens; nobody is an error."""
        tokens = sorted(set(audience))
        if not tokens:
            raise ValueError(f"{event.kind} has no audience")
        self.drafts.append(writing.Draft(event=event, audience=tokens, by=self.by, at=self.at))


@contextmanager
def change(*, by: Actor, at: datetime) -> Iterator[Log]:
    """Open a change, or join the one that is open. Entries are written when the outermost ends.

    A change that joined and failed leaves nothing, even if the outer one goes on. What follows from
    it (`concluding`) belongs to it. The log's head row is locked last, so it is held for the
    shortest time, and `seq` follows the order of commits without a gap.
    """
    with wall.lifted():  # what is changed follows from more than the one who acts may see
        yield from _changing(by=by, at=at)


def _changing(*, by: Actor, at: datetime) -> Iterator[Log]:
    outer = _open_change.get()
    if outer is not None:
        with _joined(outer, by=by, at=at) as log:
            yield log
        return
    with transaction.atomic():
        log = Log(by=by, at=at)
        token = _open_change.set(log)
        try:
            yield log
            if log.drafts:
                concluding.run(log)
        finally:
            _open_change.reset(token)
        if log.drafts:
            writing.write(log.drafts)


@contextmanager
def _joined(outer: Log, *, by: Actor, at: datetime) -> Iterator[Log]:
    before = len(outer.drafts)
    try:
        with transaction.atomic():
            yield Log(by=by, at=at, drafts=outer.drafts)
    except BaseException:
        del outer.drafts[before:]
        raise
