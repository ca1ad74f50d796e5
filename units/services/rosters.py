"""Who is on a unit, shift by shift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext_lazy as _

from agencies.models import Membership
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.clock import iso
from safety_net.core.errors import Invalid, NotFound, Refusal
from units.models import Crew, CrewMember, Unit
from units.services import records
from units.services.telling import tell

LONGEST_SHIFT = timedelta(days=3)
LARGEST_CREW = 50


class CrewOverlaps(Refusal):
    """`extra.crew`: id, shift, begin and end of the one that is there."""

    code = "crew_overlaps"
    title = _("This unit has another crew at that time.")


class CrewIsOver(Refusal):
    code = "crew_is_over"
    title = _("This shift is over; who was on it stays known.")


@dataclass(frozen=True, kw_only=True)
class Member:
    """One of a crew; `membership` is the id of a membership of the unit's agency."""

    name: str
    position: str = ""
    membership: int | None = None


def plan_crew(
    *,
    unit_id: int,
    begin: datetime,
    end: datetime,
    members: Sequence[Member],
    by: Actor,
    at: datetime,
    shift: str = "",
) -> Crew:
    """Put a crew on a unit for [begin, end). CrewOverlaps with the crew that is there."""
    _expect_shift(begin, end)
    if not 1 <= len(members) <= LARGEST_CREW:
        raise Invalid(members=_("A crew has 1 to 50 people."))
    with city_log.change(by=by, at=at) as log:
        unit = records.locked_own(unit_id, by)
        records.expect_in_use(unit)
        _expect_colleagues(unit, members)
        during = DateTimeTZRange(begin, end)
        # The unit is locked, so no other crew comes between; the constraint backs it.
        there = unit.crews.filter(during__overlap=during).order_by("during").first()
        if there is not None:
            raise CrewOverlaps(crew=_brief(there))
        crew = Crew.objects.create(unit=unit, shift=shift.strip(), during=during)
        CrewMember.objects.bulk_create(
            CrewMember(
                crew=crew, name=one.name, position=one.position, membership_id=one.membership
            )
            for one in members
        )
        tell(unit, "crew", log)
    return crew


def end_crew(*, unit_id: int, crew_id: int, by: Actor, at: datetime) -> None:
    """Take back a shift to come, or end the present one now. CrewIsOver for one of the past."""
    with city_log.change(by=by, at=at) as log:
        unit = records.locked_own(unit_id, by)
        crew = unit.crews.filter(pk=crew_id).first()
        if crew is None:
            raise NotFound
        if crew.during.upper <= at:
            raise CrewIsOver
        if crew.during.lower >= at:
            crew.delete()
        else:
            crew.during = DateTimeTZRange(crew.during.lower, at)
            crew.save(update_fields=["during"])
        tell(unit, "crew", log)


def _expect_shift(begin: datetime, end: datetime) -> None:
    if end <= begin:
        raise Invalid(end=_("A shift ends after it begins."))
    if end - begin > LONGEST_SHIFT:
        raise Invalid(end=_("A shift lasts three days at most."))


def _expect_colleagues(unit: Unit, members: Sequence[Member]) -> None:
    wanted = {one.membership for one in members if one.membership is not None}
    standing = Membership.objects.standing().filter(pk__in=wanted, agency_id=unit.agency_id)
    if standing.count() < len(wanted):
        raise Invalid(members=_("Your agency has no such person."))


def _brief(crew: Crew) -> dict[str, Any]:
    return {
        "id": crew.pk,
        "shift": crew.shift,
        "begin": iso(crew.during.lower),
        "end": iso(crew.during.upper),
    }
