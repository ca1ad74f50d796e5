"""What a crew says, now or from a queue that waited for a signal."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from crews.api import inputs, shapes
from crews.permissions import assignment_of, require_crew, unit_at
from crews.services import acting
from safety_net.core import clock
from safety_net.core.clock import iso
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

ON_SCENE = OpenApiExample(
    "On scene, said in a dead spot",
    request_only=True,
    value={
        "kind": "status",
        "unit": 12,
        "assignment": 31,
        "status": "on_scene",
        "at": "2026-11-22T09:14:05Z",
    },
)


class CrewActs(CityView):
    """One act at a time, in the order in which they happened."""

    area = Area.UNITS

    @extend_schema(
        operation_id="crew_act",
        summary="Act for the unit that one was logged on to at that time",
        description="Send an Idempotency-Key: then a repeat after a lost answer acts once.",
        request=inputs.ActInput,
        responses=shapes.ActDone,
        examples=[ON_SCENE],
    )
    def post(self, request: Request) -> Response:
        require_crew(self.viewer)
        values = read(inputs.ActInput, request.data)
        now = clock.now()
        happened = acting.moment_of(values.pop("at", None), now)
        kind, number = values.pop("kind"), values.pop("assignment", None)
        unit = unit_at(self.viewer, values.pop("unit"), happened)
        act = acting.Act(
            unit=unit,
            assignment=assignment_of(unit, number) if number is not None else None,
            by=self.actor,
            at=now,
            happened=happened,
            values=values,
        )
        acting.perform(kind, act)
        return Response({"kind": kind, "unit": unit.pk, "happened": iso(happened)})
