"""What the phone shows."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from crews.api import shapes
from crews.permissions import require_crew
from crews.selectors.picture import picture_for
from safety_net.core.scopes import Area
from safety_net.core.views import CityView


class MyUnit(CityView):
    """The unit that one is logged on to."""

    area = Area.UNITS

    @extend_schema(
        operation_id="crew_read",
        summary="One's unit, where it is sent, and what is known there",
        responses=shapes.Picture,
    )
    def get(self, request: Request) -> Response:
        require_crew(self.viewer)
        return Response(picture_for(self.viewer))
