"""Where one unit has been; for its own agency."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from incidents.api.geojson import GeoJSONRenderer
from positions.api import inputs, shapes
from positions.selectors.tracks import MOST, fix_shape, line_of, track_of
from safety_net.core import clock
from safety_net.core.errors import Forbidden
from safety_net.core.rest import JSONRenderer
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView
from units.permissions import unit_for


class UnitPositions(CityView):
    """The history of a unit, as long as it is kept."""

    area = Area.POSITIONS
    renderer_classes = [JSONRenderer, GeoJSONRenderer]

    @extend_schema(
        operation_id="units_positions",
        summary="Where a unit has been; with Accept: application/geo+json as a line",
        parameters=[inputs.TrackQuery],
        responses={
            (200, "application/json"): shapes.UnitTrack,
            (200, "application/geo+json"): shapes.UnitTrackLine,
        },
    )
    def get(self, request: Request, pk: int) -> Response:
        unit = unit_for(self.viewer, pk, "see_units")
        # Others see where a shared unit is; where it has been would tell them what it was sent to.
        if unit.agency_id != self.viewer.agency_id:
            raise Forbidden
        asked = {name: text for name, text in request.query_params.items() if name != "format"}
        since, until = inputs.span(read(inputs.TrackQuery, asked), clock.now())
        found = track_of(unit.pk, since=since, until=until)
        fixes, truncated = found[:MOST], len(found) > MOST
        if isinstance(getattr(request, "accepted_renderer", None), GeoJSONRenderer):
            return Response(line_of(unit.pk, fixes, truncated=truncated))
        return Response({"truncated": truncated, "results": [fix_shape(fix) for fix in fixes]})
