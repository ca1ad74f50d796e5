"""The unit status board as one left it, at whichever desk one sits."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from dispatch.api.inputs import UnitViewInput
from dispatch.selectors.unit_views import unit_view_of
from dispatch.services.unit_views import keep_unit_view
from dispatch.shapes import UnitViewShape
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView


class MyUnitView(CityView):
    """Tab, order and filter of the unit board; the reference tells them too."""

    area = Area.UNITS
    keeps_answers = False

    @extend_schema(
        operation_id="me_unit_board",
        summary="Keep one's tab, order and filter of the unit board",
        request=UnitViewInput,
        responses={200: UnitViewShape},
    )
    def post(self, request: Request) -> Response:
        chosen = read(UnitViewInput, request.data)
        keep_unit_view(viewer=self.viewer, **chosen)
        return Response(unit_view_of(self.viewer))
