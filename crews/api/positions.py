"""Where the phone is, told for the unit that its person is logged on to."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from crews.api import inputs, shapes
from crews.permissions import require_crew, unit_at
from positions.services.ingesting import ingest
from positions.services.scope import Scope
from positions.states import Source
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView


class CrewPositions(CityView):
    """A batch that comes twice is refused as known already, so no key is needed."""

    area = Area.POSITIONS
    keeps_answers = False

    @extend_schema(
        operation_id="crew_positions",
        summary="Tell where one's unit is",
        request=inputs.FixesInput,
        responses=shapes.FixesTaken,
    )
    def post(self, request: Request) -> Response:
        require_crew(self.viewer)
        values = read(inputs.AnyFixes, request.data)
        now = clock.now()
        unit = unit_at(self.viewer, values["unit"], now)
        scope = Scope(agency_id=unit.agency_id, unit_id=unit.pk, source=Source.CREW)
        outcome = ingest(values["fixes"], scope=scope, received=now)
        refused = [one.wire() for one in outcome.refused]
        return Response({"accepted": outcome.accepted, "refused": refused})
