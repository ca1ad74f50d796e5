"""The engine over REST: is it at work, how late is it, what is wrong."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from escalation.api import run_shapes as shapes
from escalation.selectors.health import health
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.views import CityView


class Engine(CityView):
    """Every desk may know whether somebody is told when nobody acts."""

    area = Area.ESCALATION

    @extend_schema(
        operation_id="engine_read",
        summary="See whether the engine of escalation is at work",
        description="Monitors without an account ask `/healthz/engine`.",
        responses=shapes.EngineShape,
    )
    def get(self, request: Request) -> Response:
        found = health(at=clock.now())
        told = {name: value for name, value in vars(found).items() if name != "faults"}
        faults = [vars(fault) for fault in found.faults]
        return Response({"ok": found.is_at_work, **told, "faults": faults})
