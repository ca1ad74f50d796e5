"""Overrides, shifts and imported calendars of a roster over REST."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from rosters import permissions
from rosters.api import inputs, shapes
from rosters.cards import override_of, shift_of
from rosters.models import Override, Shift
from rosters.selectors.arranged import overrides_ahead, shifts_ahead
from rosters.services import arranging, importing
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView


class Overrides(CityView):
    """Who stands in for whom."""

    area = Area.ROSTERS

    @extend_schema(
        operation_id="rosters_overrides",
        summary="Who stands in, now and later",
        responses=shapes.Overrides,
    )
    def get(self, request: Request, pk: int) -> Response:
        roster = permissions.roster_for(self.viewer, pk, "see_rosters")
        rows = overrides_ahead(roster, clock.now())
        return Response({"results": [override_of(one) for one in rows]})

    @extend_schema(
        operation_id="rosters_override",
        summary="Let somebody stand in",
        request=inputs.OverrideInput,
        responses={201: shapes.OverrideShape},
    )
    def post(self, request: Request, pk: int) -> Response:
        roster = permissions.roster_for(self.viewer, pk, "arrange_duty")
        values = read(inputs.OverrideInput, request.data)
        made = arranging.add_override(
            roster_id=roster.pk,
            user_id=values["person"],
            instead_of_id=values.get("instead_of"),
            begin=values["begin"],
            end=values["end"],
            reason=values.get("reason", ""),
            by=self.actor,
            at=clock.now(),
        )
        rows = Override.objects.select_related("user", "instead_of")
        return Response(override_of(rows.get(pk=made.pk)), status=201)


class OneOverride(CityView):
    """One override."""

    area = Area.ROSTERS

    @extend_schema(
        operation_id="rosters_override_cancel",
        summary="Take back an override, or end it now",
        responses={204: None},
    )
    def delete(self, request: Request, pk: int, override: int) -> Response:
        roster = permissions.roster_for(self.viewer, pk, "arrange_duty")
        arranging.cancel_override(
            roster_id=roster.pk, override_id=override, by=self.actor, at=clock.now()
        )
        return Response(status=204)


class Shifts(CityView):
    """Single shifts."""

    area = Area.ROSTERS

    @extend_schema(
        operation_id="rosters_shifts",
        summary="Single shifts, now and later",
        responses=shapes.Shifts,
    )
    def get(self, request: Request, pk: int) -> Response:
        roster = permissions.roster_for(self.viewer, pk, "see_rosters")
        rows = shifts_ahead(roster, clock.now())
        return Response({"results": [shift_of(one) for one in rows]})

    @extend_schema(
        operation_id="rosters_shift",
        summary="Give one or several people a shift",
        request=inputs.ShiftInput,
        responses={201: shapes.Shifts},
    )
    def post(self, request: Request, pk: int) -> Response:
        roster = permissions.roster_for(self.viewer, pk, "arrange_duty")
        values = read(inputs.ShiftInput, request.data)
        made = arranging.add_shift(
            roster_id=roster.pk,
            user_ids=values["people"],
            rank=values.get("rank", 1),
            begin=values["begin"],
            end=values["end"],
            by=self.actor,
            at=clock.now(),
        )
        rows = Shift.objects.filter(pk__in=[one.pk for one in made]).select_related("user")
        return Response({"results": [shift_of(one) for one in rows]}, status=201)


class OneShift(CityView):
    """One person's shift."""

    area = Area.ROSTERS

    @extend_schema(
        operation_id="rosters_shift_cancel",
        summary="Take back a shift, or end it now",
        responses={204: None},
    )
    def delete(self, request: Request, pk: int, shift: int) -> Response:
        roster = permissions.roster_for(self.viewer, pk, "arrange_duty")
        arranging.cancel_shift(roster_id=roster.pk, shift_id=shift, by=self.actor, at=clock.now())
        return Response(status=204)


class Import(CityView):
    """Shifts from a calendar file."""

    area = Area.ROSTERS

    @extend_schema(
        operation_id="rosters_import",
        summary="Take shifts from an iCalendar file",
        description="Events of the coming year become shifts of the people whom they name. What "
        "an earlier import brought and has not begun goes. If some events can't be used, nothing "
        "is stored unless `leave_out` is true; each is told with its reason.",
        request=inputs.ImportInput,
        responses=shapes.ImportedShape,
    )
    def post(self, request: Request, pk: int) -> Response:
        roster = permissions.roster_for(self.viewer, pk, "manage_rosters")
        values = read(inputs.ImportInput, request.data)
        done = importing.import_calendar(
            roster_id=roster.pk,
            text=values["calendar"],
            rank=values.get("rank", 1),
            leave_out=values.get("leave_out", False),
            by=self.actor,
            at=clock.now(),
        )
        refused = [vars(one) for one in done.refused]
        return Response({"made": done.made, "removed": done.removed, "refused": refused})
