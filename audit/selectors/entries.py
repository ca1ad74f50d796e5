"""The entries that an auditor asks for, the newest first, by pages that end at a key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from audit.permissions import Scope
from incidents.models import Incident
from safety_net.core.city_log.events import KINDS, Look
from safety_net.core.models import LogEntry

PAGE = 50
MOST_PEOPLE = 200
LOOKS, ACTS = "looks", "acts"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the auditor wants to see; what is empty narrows nothing. Addresses are exact."""

    since: datetime | None = None
    until: datetime | None = None
    person: str = ""
    agency: int | None = None
    kind: str = ""
    number: str = ""
    address: str = ""


@dataclass(frozen=True)
class Place:
    """Behind which entry a page begins."""

    at: datetime
    seq: int


def entries(asked: Asked, scope: Scope, *, before: Place | None = None) -> QuerySet[LogEntry]:
    rows = LogEntry.objects.filter(scope.condition(), _when(asked), _who(asked), _what(asked))
    if before is not None:
        rows = rows.filter(Q(at__lt=before.at) | Q(at=before.at, seq__lt=before.seq))
        rows = rows.filter(at__lte=before.at)  # the index is entered here
    return rows.order_by("-at", "-seq")


def one_entry(seq: int, scope: Scope) -> LogEntry | None:
    return LogEntry.objects.filter(scope.condition(), pk=seq).first()


def look_kinds() -> list[str]:
    return sorted(kind for kind, event in KINDS.items() if issubclass(event, Look))


def _when(asked: Asked) -> Q:
    since = Q(at__gte=asked.since) if asked.since else Q()
    return since & (Q(at__lt=asked.until) if asked.until else Q())


def _who(asked: Asked) -> Q:
    found = Q(actor_agency_id=asked.agency) if asked.agency else Q()
    if asked.address:
        found &= Q(address=asked.address)
    return found & _person(asked.person) if asked.person else found


def _person(words: str) -> Q:
    """Somebody by a part of the name; programs have names alone."""
    people = get_user_model().objects.all()
    for word in words.split():
        people = people.filter(
            Q(username__icontains=word)
            | Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
        )
    ids = list(people.values_list("pk", flat=True)[:MOST_PEOPLE])
    if ids:
        return Q(actor_user_id__in=ids)
    return Q(actor_name=words, actor_user_id__isnull=True)


def _what(asked: Asked) -> Q:
    found = Q()
    if asked.kind == LOOKS:
        found = Q(kind__in=look_kinds())
    elif asked.kind == ACTS:
        found = ~Q(kind__in=look_kinds())
    elif asked.kind:
        found = Q(kind=asked.kind)
    if asked.number:
        known = Incident.objects.filter(number=asked.number).values_list("pk", flat=True)
        found &= Q(subject_type="incident", subject_id__in=list(known))
    return found
