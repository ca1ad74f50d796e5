"""The log by pages, and one entry."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from audit.events import LogEntryViewed, LogViewed
from audit.models import LogCheck
from audit.permissions import Scope
from audit.selectors.entries import PAGE, Asked, Place, entries, one_entry
from audit.selectors.shown import agency_names, shown
from audit.selectors.summaries import by_person
from audit.views.common import for_auditors, page
from audit.views.forms import AskedForm
from safety_net.core import acting, clock
from safety_net.core.city_log import anchors, reading
from safety_net.core.models import LogEntry, LogHead

LONGEST_ID = 2**63 - 1
# It is written each day; a day may be missed while a machine is changed.
OLD_ANCHOR = timedelta(days=2)


@require_safe
@for_auditors
def log_page(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What was asked for, the newest first; the look itself is an entry, written before."""
    form = AskedForm(request.GET)
    if not form.is_valid():
        return page(request, "audit/log.html", {"form": form, **_standing(scope)}, status=400)
    asked, before = form.asked(), _place(request)
    rows = list(entries(asked, scope, before=before)[: PAGE + 1])
    found = rows[:PAGE]
    _leave_entry(request, form, found)
    narrowed = asked != Asked() and before is None
    names = agency_names()
    lines = by_person(entries(asked, scope)) if narrowed else []
    context = {
        "form": form,
        "rows": shown(found),
        "filters": form.filters(),
        "query": urlencode(form.filters()),
        "narrowed": narrowed,
        "too_wide": lines is None,
        "people": [(line, names.get(line.agency_id or 0, "")) for line in lines or []],
        "older": _key(found[-1]) if len(rows) > PAGE else "",
        "paging": before is not None,
        **_standing(scope),
    }
    return page(request, "audit/log.html", context)


@require_safe
@for_auditors
def entry_page(request: HttpRequest, scope: Scope, seq: int) -> HttpResponse:
    """One entry with its payload and hashes."""
    entry = one_entry(seq, scope) if seq <= LONGEST_ID else None
    if entry is None:
        raise Http404
    look = LogEntryViewed(subject_id=entry.seq)
    reading.record(look, by=acting.actor_of(request), at=clock.now())
    (row,) = shown([entry])
    fits = entry.purged_by is not None or entry.computed_hash() == bytes(entry.hash)
    return page(request, "audit/entry.html", {"row": row, "entry": entry, "fits": fits})


def _standing(scope: Scope) -> dict[str, Any]:
    """How the log stands: its length, the last check and the last anchor."""
    anchor = _last_anchor()
    return {
        "whole_city": scope.agency_id is None,
        "check": LogCheck.objects.first(),
        "anchor": anchor,
        "anchor_is_old": anchor is not None and clock.now() - anchor.moment > OLD_ANCHOR,
        "head": LogHead.objects.get().seq,
    }


def _leave_entry(request: HttpRequest, form: AskedForm, found: list[LogEntry]) -> None:
    look = LogViewed(
        subject_id=0,
        filters=form.filters(),
        newest=found[0].seq if found else None,
        oldest=found[-1].seq if found else None,
    )
    reading.record(look, by=acting.actor_of(request), at=clock.now())


def _key(entry: LogEntry) -> str:
    return f"{entry.at.isoformat()}~{entry.seq}"


def _place(request: HttpRequest) -> Place | None:
    """Where the page begins; what is no key begins at the newest."""
    at, _, seq = request.GET.get("before", "").partition("~")
    try:
        moment, number = datetime.fromisoformat(at), int(seq)
    except ValueError:
        return None
    known = moment.tzinfo is not None and 0 <= number <= LONGEST_ID
    return Place(moment, number) if known else None


def _last_anchor() -> anchors.Anchor | None:
    try:
        return anchors.last()
    except (OSError, ValueError, KeyError):
        return None
