"""The times t0 … t11 of an incident: read, and recorded by desks."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from incidents.api import inputs, shapes
from incidents.api.acts import Act, Values, Who, documented
from incidents.cards import time_of
from incidents.models import Incident
from incidents.permissions import incident_for
from incidents.selectors.times import newest_times
from incidents.services import timing


@documented("record_time", "Say when something happened; a correction is recorded beside it")
class Times(Act):
    """When what happened, as far as it is known."""

    verb, body, status = "record_time", inputs.TimeInput, 201

    @extend_schema(
        operation_id="times_list",
        summary="The newest time of each code",
        responses=shapes.Times,
    )
    def get(self, request: Request, pk: int) -> Response:
        incident = incident_for(self.viewer, pk, "see")
        return Response({"results": [time_of(one) for one in newest_times(incident.pk)]})

    def act(self, incident: Incident, values: Values, who: Who) -> object:
        source = who["by"].kind
        return timing.record_time(code=values["code"], happened=values["at"], source=source, **who)
