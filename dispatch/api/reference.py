"""What a desk asks for once, when it opens."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from dispatch import shapes
from dispatch.reference import reference_for
from safety_net.core.scopes import Area
from safety_net.core.views import CityView


class ReferenceView(CityView):
    """City, agencies, types, priorities, dispositions, and who one is."""

    area = Area.OPEN

    @extend_schema(
        operation_id="reference",
        summary="What a client learns once",
        responses=shapes.Reference,
    )
    def get(self, request: Request) -> Response:
        return Response(reference_for(self.viewer))
