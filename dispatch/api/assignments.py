"""Acts on one unit on one incident. Each answers with the assignment as it stands afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from agencies.models import Role
from dispatch.api import inputs, shapes
from dispatch.cards import assignment_of, time_of
from dispatch.models import Assignment
from dispatch.permissions import assignment_for, may, require
from dispatch.selectors.times import all_times
from dispatch.services import clearing, correcting, moving, safety, undoing
from incidents.api.inputs import NothingInput
from safety_net.core import clock
from safety_net.core.access import Actor
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

Values = dict[str, Any]
Who = dict[str, Any]


def source_of(by: Actor) -> str:
    """Who says it: the desk, the crew, or a program."""
    if by.kind != "user":
        return by.kind
    return "crew" if by.role == Role.FIELD_CREW else "desk"


class Act(CityView):
    """`verb` is what permissions.py knows; `body` what is taken; `act` what is done."""

    area = Area.INCIDENTS
    verb: ClassVar[str]
    body: ClassVar[type[Serializer[Any]]]
    status: ClassVar[int] = 200

    def act(self, assignment: Assignment, values: Values, who: Who) -> object:
        """Call the service. `who` is assignment_id, by and at."""
        raise NotImplementedError

    def post(self, request: Request, pk: int) -> Response:
        assignment = assignment_for(self.viewer, pk, self.verb)
        values = read(self.body, request.data)
        who = {"assignment_id": assignment.pk, "by": self.actor, "at": clock.now()}
        self.act(assignment, values, who)
        now = assignment_for(self.viewer, pk, "see_units")
        return Response(assignment_of(now), status=self.status)


def documented(name: str, summary: str) -> Callable[[type[Act]], type[Act]]:
    """Describe an act in the OpenAPI document."""

    def describe(act: type[Act]) -> type[Act]:
        post = extend_schema(
            operation_id=f"assignments_{name}",
            summary=summary,
            description="Answers with the assignment as it stands afterwards.",
            request=act.body,
            responses={act.status: shapes.Assignment},
        )
        return extend_schema_view(post=post)(act)

    return describe


@documented("status", "A unit reached a status")
class Status(Act):
    verb, body = "unit_status", inputs.StatusInput

    def act(self, assignment: Assignment, values: Values, who: Who) -> object:
        reason = values.get("reason", "").strip()
        if reason:
            require(self.viewer, "override_status")
        return moving.move(
            status=values["status"],
            happened=values.get("at"),
            destination=values.get("destination", ""),
            override_reason=reason,
            source=source_of(who["by"]),
            **who,
        )


@documented("clear", "A unit is done on the incident")
class Clear(Act):
    verb, body = "unit_status", inputs.ClearInput

    def act(self, assignment: Assignment, values: Values, who: Who) -> object:
        if values.get("override_reason", "").strip():
            require(self.viewer, "override_status")
        happened = values.pop("at", None)
        return clearing.clear(happened=happened, source=source_of(who["by"]), **values, **who)


@documented("check", "The crew is well")
class Check(Act):
    verb, body = "safety_check", NothingInput

    def act(self, assignment: Assignment, values: Values, who: Who) -> object:
        return safety.check(**who)


@documented("undo", "Take back what was done last, within ten seconds")
class Undo(Act):
    verb, body = "unit_status", NothingInput

    def act(self, assignment: Assignment, values: Values, who: Who) -> object:
        take_back = undoing.undo if may(self.viewer, "dispatch") else undoing.undo_move
        return take_back(**who)


@documented("correct_time", "Say or correct when a unit reached a status; the newest counts")
class Times(Act):
    """Every time that was ever said of a unit on an incident."""

    verb, body, status = "correct_times", inputs.TimeOfUnitInput, 201

    @extend_schema(
        operation_id="assignments_times",
        summary="The times of a unit, corrected ones beside what corrects them",
        responses=shapes.TimesOfUnit,
    )
    def get(self, request: Request, pk: int) -> Response:
        assignment = assignment_for(self.viewer, pk, "see_units")
        rows = all_times(assignment.pk)
        newest = {row.status: row.pk for row in rows}
        ordered = sorted(rows, key=lambda row: (row.at, row.pk))
        found = [{**time_of(row), "counts": newest[row.status] == row.pk} for row in ordered]
        return Response({"results": found})

    def act(self, assignment: Assignment, values: Values, who: Who) -> object:
        happened = values.pop("at")
        return correcting.correct_time(happened=happened, **values, **who)
