"""Summaries over REST: all that an agency with a summary agreement knows of an incident."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from incidents.api import shapes
from incidents.selectors.summaries import MOST, summaries_of, summary_for
from safety_net.core.scopes import Area
from safety_net.core.strict import Strict, read
from safety_net.core.views import CityView


class SummariesQuery(Strict):
    """Only those of incidents that are open, or all."""

    open = serializers.BooleanField(required=False, default=True)


class Summaries(CityView):
    """Incidents of which one's agency has a summary and no more."""

    area = Area.INCIDENTS

    @extend_schema(
        operation_id="summaries_list",
        summary="Summaries, the newest first",
        description=f"At most {MOST}; `truncated` when there are more.",
        parameters=[SummariesQuery],
        responses=shapes.Summaries,
    )
    def get(self, request: Request) -> Response:
        found = summaries_of(self.viewer)
        if read(SummariesQuery, request.query_params)["open"]:
            found = found.filter(is_open=True)
        told = list(found.values_list("told", flat=True)[: MOST + 1])
        return Response({"truncated": len(told) > MOST, "results": told[:MOST]})


class OneSummary(CityView):
    """One summary."""

    area = Area.INCIDENTS

    @extend_schema(operation_id="summaries_read", summary="See a summary", responses=shapes.Summary)
    def get(self, request: Request, pk: int) -> Response:
        return Response(summary_for(self.viewer, pk))
