"""Leave, holidays and one's calendar addresses over REST."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.models import Membership
from rosters import permissions
from rosters.api import inputs, shapes
from rosters.cards import holiday_of, leave_of
from rosters.models import CalendarToken, Leave, Roster
from rosters.selectors.arranged import holidays_from, leave_ahead
from rosters.services import calendars, leaving
from safety_net.core import clock
from safety_net.core.clock import iso
from safety_net.core.errors import Invalid, NotFound
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView


class Leaves(CityView):
    """Who of one's agency is away."""

    area = Area.ROSTERS

    @extend_schema(
        operation_id="rosters_leaves",
        summary="Who is on leave, now and later",
        responses=shapes.Leaves,
    )
    def get(self, request: Request) -> Response:
        permissions.require(self.viewer, "see_rosters")
        rows = leave_ahead(permissions.leaves_for(self.viewer), clock.now())
        return Response({"results": [leave_of(one) for one in rows]})

    @extend_schema(
        operation_id="rosters_leave",
        summary="Give somebody leave",
        request=inputs.LeaveInput,
        responses={201: shapes.LeaveShape},
    )
    def post(self, request: Request) -> Response:
        permissions.require(self.viewer, "arrange_duty")
        values = read(inputs.LeaveInput, request.data)
        colleagues = permissions.colleagues_of(self.viewer)
        if not colleagues.filter(user_id=values["person"]).exists():
            raise Invalid(person=_("Your agency has no such person."))
        leave = leaving.give_leave(
            user_id=values["person"],
            begin=values["begin"],
            end=values["end"],
            by=self.actor,
            at=clock.now(),
        )
        rows = Leave.objects.select_related("user")
        return Response(leave_of(rows.get(pk=leave.pk)), status=201)


class OneLeave(CityView):
    """One leave."""

    area = Area.ROSTERS

    @extend_schema(
        operation_id="rosters_leave_end",
        summary="Take back leave, or end it now",
        responses={204: None},
    )
    def delete(self, request: Request, leave: int) -> Response:
        found = permissions.leave_for(self.viewer, leave, "arrange_duty")
        leaving.end_leave(leave_id=found.pk, by=self.actor, at=clock.now())
        return Response(status=204)


class Holidays(CityView):
    """The city's holidays."""

    area = Area.ROSTERS

    @extend_schema(
        operation_id="rosters_holidays",
        summary="Holidays of this year and later",
        responses=shapes.Holidays,
    )
    def get(self, request: Request) -> Response:
        permissions.require(self.viewer, "see_rosters")
        rows = holidays_from(clock.now())
        return Response({"results": [holiday_of(one) for one in rows]})

    @extend_schema(
        operation_id="rosters_holiday",
        summary="Make a day a holiday",
        request=inputs.HolidayInput,
        responses={201: shapes.HolidayShape},
    )
    def post(self, request: Request) -> Response:
        permissions.require(self.viewer, "manage_holidays")
        values = read(inputs.HolidayInput, request.data)
        made = leaving.add_holiday(**values, by=self.actor, at=clock.now())
        return Response(holiday_of(made), status=201)


class OneHoliday(CityView):
    """One holiday."""

    area = Area.ROSTERS

    @extend_schema(
        operation_id="rosters_holiday_remove",
        summary="Make it an ordinary day again",
        responses={204: None},
    )
    def delete(self, request: Request, holiday: int) -> Response:
        permissions.require(self.viewer, "manage_holidays")
        leaving.remove_holiday(holiday_id=holiday, by=self.actor, at=clock.now())
        return Response(status=204)


class Calendars(CityView):
    """One's secret calendar addresses. An answer with a key is not kept for a repeat."""

    area = Area.ROSTERS
    keeps_answers = False

    @extend_schema(
        operation_id="rosters_calendars",
        summary="One's calendar addresses, without their keys",
        responses=shapes.Calendars,
    )
    def get(self, request: Request) -> Response:
        rows = permissions.calendars_for(self.viewer)
        return Response({"results": [_calendar(one) for one in rows]})

    @extend_schema(
        operation_id="rosters_calendar",
        summary="Make a calendar address; an earlier one of the same roster stops to work",
        request=inputs.CalendarInput,
        responses={201: shapes.NewCalendar},
    )
    def post(self, request: Request) -> Response:
        permissions.require(self.viewer, "see_rosters")
        roster = self._roster(read(inputs.CalendarInput, request.data).get("roster"))
        membership = Membership.objects.filter(
            user=self.viewer.user_id, agency=self.viewer.agency_id
        ).first()
        if membership is None:
            raise NotFound
        token, key = calendars.make_calendar(
            membership=membership, roster=roster, by=self.actor, at=clock.now()
        )
        url = request.build_absolute_uri(reverse("roster-calendar", args=[key]))
        return Response({**_calendar(token), "url": url}, status=201)

    def _roster(self, pk: int | None) -> Roster | None:
        if pk is None:
            return None
        found = permissions.rosters_for(self.viewer).filter(agency=self.viewer.agency_id, pk=pk)
        roster = found.first()
        if roster is None:
            raise Invalid(roster=_("Your agency has no such roster."))
        return roster


class OneCalendar(CityView):
    """One calendar address of one's own."""

    area = Area.ROSTERS

    @extend_schema(
        operation_id="rosters_calendar_revoke",
        summary="Revoke a calendar address",
        responses={204: None},
    )
    def delete(self, request: Request, calendar: int) -> Response:
        found = permissions.calendars_for(self.viewer).filter(pk=calendar).first()
        if found is None:
            raise NotFound
        calendars.revoke_calendar(token_id=found.pk, by=self.actor, at=clock.now())
        return Response(status=204)


def _calendar(token: CalendarToken) -> dict[str, Any]:
    return {"id": token.pk, "roster": token.roster_id, "made_at": iso(token.made_at)}
