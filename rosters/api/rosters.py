"""Rosters over REST: list, make, read, change, retire; what is ahead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.models import Agency
from rosters import permissions
from rosters.api import inputs, shapes
from rosters.cards import brief_of, person_of, roster_of, with_card
from rosters.models import Roster
from rosters.selectors.arranged import alarmed_gaps
from rosters.selectors.gaps import Gap
from rosters.selectors.outlook import Outlook, outlooks
from rosters.services import keeping
from safety_net.core import clock
from safety_net.core.clock import iso
from safety_net.core.errors import Invalid
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

WEEKLY = OpenApiExample(
    "Three people, a week each",
    request_only=True,
    value={
        "agency": 1,
        "name_ko": "소방 당직관",
        "name_en": "Fire duty officer",
        "layers": [
            {"people": [7, 8, 9], "unit": "week", "hand_over": "09:00", "starts_on": "2026-11-30"}
        ],
    },
)


class Rosters(CityView):
    """The rosters of one's agency; a city admin's are all."""

    area = Area.ROSTERS

    @extend_schema(
        operation_id="rosters_list", summary="Who is on duty now", responses=shapes.Rosters
    )
    def get(self, request: Request) -> Response:
        permissions.require(self.viewer, "see_rosters")
        rosters = permissions.rosters_for(self.viewer)
        ahead = outlooks(rosters, at=clock.now())
        return Response({"results": [_now(one, ahead.get(one.pk)) for one in with_card(rosters)]})

    @extend_schema(
        operation_id="rosters_make",
        summary="Make a roster",
        request=inputs.RosterInput,
        responses={201: shapes.RosterShape},
        examples=[WEEKLY],
    )
    def post(self, request: Request) -> Response:
        permissions.require(self.viewer, "manage_rosters")
        values = read(inputs.RosterInput, request.data)
        agency_id = values["agency"]
        permissions.require_agency(self.viewer, agency_id)
        if not Agency.objects.filter(pk=agency_id, is_active=True).exists():
            raise Invalid(agency=_("There is no such agency."))
        roster = keeping.make(
            values={"agency_id": agency_id, **inputs.roster_values(values)},
            layers=inputs.layers_of(values.get("layers", [])) or [],
            by=self.actor,
            at=clock.now(),
        )
        return Response(keeping.card(roster), status=201)


class OneRoster(CityView):
    """One roster."""

    area = Area.ROSTERS

    @extend_schema(operation_id="rosters_read", summary="See a roster", responses=shapes.RosterNow)
    def get(self, request: Request, pk: int) -> Response:
        roster = permissions.roster_for(self.viewer, pk, "see_rosters")
        rows = Roster.objects.filter(pk=roster.pk)
        ahead = outlooks(rows, at=clock.now())
        return Response(_now(with_card(rows).get(), ahead.get(pk)))

    @extend_schema(
        operation_id="rosters_change",
        summary="Change a roster and its layers",
        description="Of the version that one looked at; another answers 409 with the roster as it "
        "is now. It counts from this moment on.",
        request=inputs.RosterChange,
        responses=shapes.RosterShape,
    )
    def patch(self, request: Request, pk: int) -> Response:
        roster = permissions.roster_for(self.viewer, pk, "manage_rosters")
        values = read(inputs.RosterChange, request.data)
        changed = keeping.change(
            roster_id=roster.pk,
            version=values["version"],
            values=inputs.roster_values(values),
            layers=inputs.layers_of(values.get("layers")),
            by=self.actor,
            at=clock.now(),
        )
        return Response(keeping.card(changed))

    @extend_schema(
        operation_id="rosters_retire",
        summary="Retire a roster; `active` puts it to use again",
        responses={200: shapes.RosterShape},
    )
    def delete(self, request: Request, pk: int) -> Response:
        roster = permissions.roster_for(self.viewer, pk, "manage_rosters")
        retired = keeping.retire(roster_id=roster.pk, by=self.actor, at=clock.now())
        return Response(keeping.card(retired))


class Timeline(CityView):
    """Who is on duty from when to when."""

    area = Area.ROSTERS

    @extend_schema(
        operation_id="rosters_timeline",
        summary="Who is on duty from when to when",
        parameters=[inputs.WindowQuery],
        responses=shapes.DutyTimeline,
    )
    def get(self, request: Request, pk: int) -> Response:
        ahead = _ahead(self, request, pk)
        duties = ahead.duties if ahead else []
        return Response(
            {
                "results": [
                    {
                        "begin": iso(one.begin),
                        "end": iso(one.end),
                        "people": [person_of(user) for user in ahead.named(one)] if ahead else [],
                    }
                    for one in duties
                ]
            }
        )


class RosterGaps(CityView):
    """When nobody is on duty on a roster."""

    area = Area.ROSTERS

    @extend_schema(
        operation_id="rosters_roster_gaps",
        summary="When nobody is on duty",
        parameters=[inputs.WindowQuery],
        responses=shapes.Spans,
    )
    def get(self, request: Request, pk: int) -> Response:
        ahead = _ahead(self, request, pk)
        duties = ahead.duties if ahead else []
        empty = [Gap(one.begin, one.end) for one in duties if not one.people]
        return Response({"results": _spans(empty)})


class Gaps(CityView):
    """The gaps of the next 14 days on the rosters that one sees."""

    area = Area.ROSTERS

    @extend_schema(
        operation_id="rosters_gaps",
        summary="Gaps of the next 14 days",
        responses=shapes.AlarmedGaps,
    )
    def get(self, request: Request) -> Response:
        permissions.require(self.viewer, "see_rosters")
        found = alarmed_gaps(permissions.rosters_for(self.viewer), clock.now())
        return Response(
            {
                "results": [
                    {
                        "roster": brief_of(one.roster),
                        "begin": iso(one.begin),
                        "end": iso(one.end),
                        "found_at": iso(one.found_at),
                    }
                    for one in found
                ]
            }
        )


def _ahead(view: CityView, request: Request, pk: int) -> Outlook | None:
    """The outlook on one roster in the window that is asked for; None for a retired one."""
    roster = permissions.roster_for(view.viewer, pk, "see_rosters")
    at = clock.now()
    begin, end = inputs.window_of(read(inputs.WindowQuery, request.query_params), at)
    found = outlooks(Roster.objects.filter(pk=roster.pk), at=at, begin=begin, end=end)
    return found.get(roster.pk)


def _now(roster: Roster, ahead: Outlook | None) -> dict[str, Any]:
    return {
        **roster_of(roster),
        "on_duty": [person_of(one) for one in ahead.now] if ahead else [],
        "until": iso(ahead.until) if ahead else None,
        "next": [person_of(one) for one in ahead.following] if ahead else [],
        "gaps": _spans(ahead.gaps if ahead else []),
    }


def _spans(gaps: Iterable[Gap]) -> list[dict[str, Any]]:
    return [{"begin": iso(one.begin), "end": iso(one.end)} for one in gaps]
