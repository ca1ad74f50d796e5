"""The found entries as a file, row by row: the whole log must not fit into memory."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from audit.permissions import Scope
from audit.selectors.entries import Asked, Place, entries
from audit.views.common import for_auditors
from audit.views.forms import AskedForm
from safety_net.core import acting, clock
from safety_net.core.city_log.reading import ExportMade, record
from safety_net.core.models import LogEntry, LogHead

AT_ONCE = 2000
TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}
COLUMNS = (
    "seq", "at", "kind", "actor_kind", "actor_name", "actor_user_id", "actor_agency_id",
    "actor_role", "address", "request_id", "subject_type", "subject_id", "audience", "payload",
    "prev_hash", "hash",
)  # fmt: skip
# A spreadsheet takes these for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@for_auditors
def export(request: HttpRequest, scope: Scope, form: str) -> StreamingHttpResponse:
    """CSV or JSON Lines, up to the entry that says that it was made."""
    asked = AskedForm(request.GET)
    if form not in TYPES or not asked.is_valid():
        raise BadRequest("No such export.")
    now, until = clock.now(), LogHead.objects.get().seq
    made = ExportMade(subject_id=0, what="log", format=form, filters=asked.filters())
    record(made, by=acting.actor_of(request), at=now)
    rows = _rows(asked.asked(), scope, until=until)
    answer = StreamingHttpResponse(_csv(rows) if form == "csv" else _lines(rows))
    answer["Content-Type"] = TYPES[form]
    answer["Content-Disposition"] = f'attachment; filename="audit-{now:%Y%m%dT%H%M%SZ}.{form}"'
    return answer


def _rows(asked: Asked, scope: Scope, *, until: int) -> Iterator[LogEntry]:
    before: Place | None = None
    while True:
        found = entries(asked, scope, before=before).filter(seq__lte=until)
        page = list(found[:AT_ONCE])
        yield from page
        if len(page) < AT_ONCE:
            return
        before = Place(page[-1].at, page[-1].seq)


class _Echo:
    """Where csv writes: what it writes is what is sent."""

    def write(self, text: str) -> str:
        return text


def _csv(rows: Iterator[LogEntry]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    # Spreadsheets of this country read UTF-8 by this mark alone.
    yield "\ufeff" + writer.writerow(COLUMNS)
    for row in rows:
        yield writer.writerow([_cell(value) for value in _values(row).values()])


def _lines(rows: Iterator[LogEntry]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(_values(row), ensure_ascii=False) + "\n"


def _values(row: LogEntry) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in COLUMNS}
    return {
        **found,
        "at": row.at.isoformat(),
        "prev_hash": bytes(row.prev_hash).hex(),
        "hash": bytes(row.hash).hex(),
    }


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
