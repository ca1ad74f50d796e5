"""Whether an agency's people can be reached, for those who see to it; never where."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from notify.api import inputs, shapes
from notify.permissions import people_for
from notify.selectors.reach_listed import reach_rows
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView


class ReachView(CityView):
    """Everybody of an agency."""

    area = Area.MESSAGES

    @extend_schema(
        operation_id="reach_list",
        summary="Which people of an agency can be reached, and by what",
        parameters=[inputs.ReachQuery],
        responses=shapes.Reachable,
    )
    def get(self, request: Request) -> Response:
        values = read(inputs.ReachQuery, request.query_params)
        agency = int(values["agency"]) if "agency" in values else None
        members = people_for(self.viewer, agency)
        return Response({"results": reach_rows(members, exercise=values.get("exercise") == "true")})
