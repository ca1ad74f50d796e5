"""What a secret calendar address shows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from agencies.models import Membership
from rosters.calculation.timeline import Duty
from rosters.calendars.writing import Entry
from rosters.models import CalendarToken, Roster
from rosters.selectors.outlook import Outlook, outlooks

BACK = timedelta(days=7)
AHEAD = timedelta(days=92)


def standing_calendar(key: str) -> CalendarToken | None:
    """The address of that key, while its membership stands."""
    rows = CalendarToken.objects.filter(membership__in=Membership.objects.standing())
    rows = rows.select_related("membership__agency", "membership__user", "roster")
    return rows.filter(digest=CalendarToken.digest_of(key)).first()


def entries_of(token: CalendarToken, at: datetime) -> tuple[str, list[Entry]]:
    """The calendar's name, and its duties of the last week and the next three months."""
    rosters = Roster.objects.filter(agency=token.membership.agency_id, is_active=True)
    if token.roster is not None:
        rosters = rosters.filter(pk=token.roster.pk)
    found = outlooks(rosters, at=at, begin=at - BACK, end=at + AHEAD)
    named = {one.pk: one for one in rosters}
    only = None if token.roster is not None else token.membership.user
    entries = [
        entry
        for pk, outlook in found.items()
        if pk in named
        for entry in _entries(named[pk], outlook, only)
    ]
    name = _name(token.roster) if token.roster is not None else _("My duties")
    return name, sorted(entries, key=lambda one: (one.begin, one.uid))


def _entries(roster: Roster, outlook: Outlook, only: User | None) -> list[Entry]:
    """Of everybody, the people in order; or of one person."""
    found = []
    for duty in outlook.duties:
        people = outlook.named(duty)
        if not people or (only is not None and only not in people):
            continue
        names = ", ".join(one.get_full_name() or one.get_username() for one in people)
        found.append(
            Entry(
                uid=f"roster-{roster.pk}-{_mark(duty, outlook)}@safety-net",
                summary=_name(roster) if only is not None else f"{names} · {_name(roster)}",
                begin=duty.begin,
                end=duty.end,
                description=names if only is not None else "",
            )
        )
    return found


def _mark(duty: Duty, outlook: Outlook) -> str:
    """Tells a duty of a roster from the others, at every reading; the first one is cut off."""
    begin = duty.begin.astimezone(UTC)
    return "first" if duty == outlook.duties[0] else f"{begin:%Y%m%dT%H%M%SZ}"


def _name(roster: Roster) -> str:
    return roster.name_ko
