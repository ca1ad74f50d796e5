"""The calendar behind a secret address. The key is all that whoever asks needs to have."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from rosters.calendars.writing import calendar
from rosters.selectors.feeds import entries_of, standing_calendar
from safety_net.core import clock
from safety_net.core.request_log import log_path_as


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """text/calendar; 404 for a key that is wrong, revoked, or whose owner left."""
    log_path_as(request, "/rosters/calendar/….ics")
    token = standing_calendar(key)
    if token is None:
        raise Http404
    at = clock.now()
    name, entries = entries_of(token, at)
    answer = HttpResponse(
        calendar(entries, name=name, at=at), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'inline; filename="duties.ics"'
    patch_cache_control(answer, private=True, no_store=True)
    return answer
