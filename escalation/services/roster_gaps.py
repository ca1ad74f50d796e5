"""A gap in a roster is an escalation that reaches nobody: whoever can fill it is told."""

from __future__ import annotations

from collections.abc import Sequence

from agencies.models import City, Membership, Role
from notify.services import queueing
from notify.services.queueing import Page
from rosters.models import Roster
from rosters.selectors.gaps import Gap
from safety_net.core.city_log import Log
from safety_net.core.clock import iso

FILLERS = (Role.SUPERVISOR, Role.AGENCY_ADMIN)


def alarm_fillers(roster: Roster, gaps: Sequence[Gap], log: Log) -> None:
    """Supervisors and admins of the agency, or city admins where it has neither; once for each."""
    if not gaps:
        return
    people = _fillers(roster.agency_id)
    queueing.queue(
        [_page(roster, gap, user_id, zone=_zone()) for gap in gaps for user_id in people], log=log
    )


def _fillers(agency_id: int) -> list[int]:
    standing = Membership.objects.standing()
    own = standing.filter(agency_id=agency_id, role__in=FILLERS)
    found = set(own.values_list("user_id", flat=True))
    return sorted(found or set(_city_admins()))


def _city_admins() -> list[int]:
    rows = Membership.objects.standing().filter(role=Role.CITY_ADMIN)
    return list(rows.values_list("user_id", flat=True))


def _zone() -> str:
    city = City.objects.only("timezone").first()
    return city.timezone if city else "UTC"


def _page(roster: Roster, gap: Gap, user_id: int, *, zone: str) -> Page:
    begin, end = iso(gap.begin) or "", iso(gap.end) or ""
    return Page(
        dedupe_key=f"roster-gap:{roster.pk}:{begin}:{end}:{user_id}",
        user_id=user_id,
        agency_id=roster.agency_id,
        incident_id=None,
        cause="",
        generation=0,
        urgent=False,
        exercise=False,
        kind="roster_gap",
        facts={
            "roster_ko": roster.name_ko,
            "roster_en": roster.name_en,
            "begin": begin,
            "end": end,
            "zone": zone,
        },
    )
