"""Nobody guesses for long: failures are counted by name, by address and by names from an address.

The counts are rows, because signing in needs the database anyway and must not need Redis. A try is
written down before anything is looked at, so many at once count each other; a right one is taken
out again. All that is told to auditors is written once: the failure, and the moment of locking.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.events import GuessingSuspected, LockedOut, SignInRefused
from accounts.models import Attempt
from safety_net.core import city_log
from safety_net.core.access import ADMINS, AUDITORS, Actor
from safety_net.core.city_log import Event, chain
from safety_net.core.errors import Refusal
from safety_net.core.models import LogEntry
from safety_net.core.request_log import request_id_of

log = structlog.get_logger(__name__)
WINDOW = timedelta(minutes=15)
MOST_FOR_A_NAME = 10
MOST_FOR_AN_ADDRESS = 50
# Spraying tries one password with many names: few failures for each, many names from one place.
MOST_NAMES_FROM_AN_ADDRESS = 20
MANY_NAMES_IN_THE_CITY = 60


class TooManyAttempts(Refusal):
    """`wait`: seconds until one may try again."""

    status = 429
    code = "too_many_attempts"
    title = _("Too many attempts to sign in")

    def __init__(self, wait: int) -> None:
        super().__init__(wait=wait)
        self.wait = wait


@dataclass(frozen=True, kw_only=True)
class Try:
    """One try that is being looked at."""

    row: Attempt
    person: User | None
    by: Actor


def person_named(name: str) -> User | None:
    """Whoever has this user name; capital letters make no difference."""
    found: User | None = get_user_model().objects.filter(username__iexact=name.strip()).first()
    return found


def stranger_of(request: HttpRequest) -> Actor:
    """Whoever asks, before they have proven anything."""
    return Actor(
        name="",
        kind="stranger",
        address=request.META.get("REMOTE_ADDR") or None,
        request_id=request_id_of(request),
    )


def begin(*, name: str, by: Actor, at: datetime) -> Try:
    """Write a try down. TooManyAttempts where there were too many; then nothing is looked at."""
    row = Attempt.objects.create(at=at, name=_digest(name), address=chain.address(by.address))
    try:
        _check(row, at)
    except TooManyAttempts:
        row.delete()
        log.warning("sign_in_refused_too_often")
        raise
    return Try(row=row, person=person_named(name), by=by)


def was_right(one: Try) -> None:
    """It does not count."""
    one.row.delete()


def was_wrong(one: Try, *, what: str, at: datetime) -> None:
    """Tell auditors of a failure, and of a lock if it was the last one allowed."""
    subject = one.person.pk if one.person else 0
    with city_log.change(by=one.by, at=at) as entries:
        entries.append(SignInRefused(subject_id=subject, what=what), audience=[AUDITORS])
        for event in _consequences(one.row, subject, at):
            entries.append(event, audience=[AUDITORS, ADMINS])


def forgive(name: str) -> None:
    """Forget the failures of a name, so that its person may try again."""
    Attempt.objects.filter(name=_digest(name)).delete()


def locked_among(names: Iterable[str], at: datetime) -> set[str]:
    """Those of `names` that can't try just now, by one query."""
    by_digest = {_digest(name): name for name in names}
    counts = _recent(at).filter(name__in=by_digest).values_list("name").annotate(Count("pk"))
    return {by_digest[digest] for digest, failures in counts if failures >= MOST_FOR_A_NAME}


def _digest(name: str) -> str:
    said = name.strip().casefold()
    return hashlib.sha256(said.encode(errors="replace")).hexdigest()


def _recent(at: datetime) -> QuerySet[Attempt]:
    return Attempt.objects.filter(at__gt=at - WINDOW)


def _of_name(digest: str, at: datetime) -> QuerySet[Attempt]:
    return _recent(at).filter(name=digest)


def _of_address(row: Attempt, at: datetime) -> QuerySet[Attempt]:
    return _recent(at).filter(address=row.address)


def _check(row: Attempt, at: datetime) -> None:
    """Raise TooManyAttempts if the tries before this one fill a count."""
    for rows, most in (
        (_of_name(row.name, at), MOST_FOR_A_NAME),
        (_of_address(row, at), MOST_FOR_AN_ADDRESS),
    ):
        # The one that must have aged before there is room again.
        times = list(rows.exclude(pk=row.pk).order_by("-at").values_list("at", flat=True)[:most])
        if len(times) >= most:
            raise TooManyAttempts(_seconds(times[-1] + WINDOW - at))
    others = _of_address(row, at).exclude(name=row.name)
    if _names(others) >= MOST_NAMES_FROM_AN_ADDRESS:
        raise TooManyAttempts(_seconds(WINDOW))


def _names(rows: QuerySet[Attempt]) -> int:
    return rows.values("name").distinct().count()


def _seconds(left: timedelta) -> int:
    return max(1, int(left.total_seconds()) + 1)


def _consequences(row: Attempt, subject: int, at: datetime) -> list[Event]:
    seconds = int(WINDOW.total_seconds())
    counts = [
        ("name", _of_name(row.name, at), MOST_FOR_A_NAME),
        ("address", _of_address(row, at), MOST_FOR_AN_ADDRESS),
    ]
    locked: list[Event] = [
        LockedOut(subject_id=subject, whom=whom, seconds=seconds)
        for whom, rows, most in counts
        if rows.count() >= most and _is_newest(row, rows)
    ]
    here = _of_address(row, at)
    if _names(here) == MOST_NAMES_FROM_AN_ADDRESS and _names(here.exclude(pk=row.pk)) < _names(
        here
    ):
        locked.append(LockedOut(subject_id=subject, whom="spray", seconds=seconds))
    names = _names(_recent(at))
    if names >= MANY_NAMES_IN_THE_CITY and not _was_told(at):
        addresses = _recent(at).values("address").distinct().count()
        locked.append(GuessingSuspected(subject_id=0, names=names, addresses=addresses))
    return locked


def _is_newest(row: Attempt, rows: QuerySet[Attempt]) -> bool:
    """Of several that fail at the same time one tells."""
    return not rows.filter(pk__gt=row.pk).exists()


def _was_told(at: datetime) -> bool:
    rows = LogEntry.objects.filter(kind=GuessingSuspected.kind, at__gt=at - WINDOW)
    return rows.exists()
