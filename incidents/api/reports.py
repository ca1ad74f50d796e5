"""The reports of an incident. Whoever reads callers leaves a trace."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from incidents.api import inputs, shapes
from incidents.api.answers import card_for
from incidents.api.places import refuse_outside
from incidents.cards import report_of
from incidents.permissions import incident_for, require, require_protected
from incidents.places import Place
from incidents.selectors.reports import reports_of
from incidents.services.filing import FirstReport
from incidents.services.reporting import amend_report, attach_report, read_callers
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

# A caller who became known after the look was recorded is not shown by it.
NOBODY = {"caller_name": "", "caller_number": ""}
CALLER = NOBODY.keys()


class Reports(CityView):
    """Every call, alarm or reading that speaks of an incident."""

    area = Area.INCIDENTS

    @extend_schema(
        operation_id="reports_list",
        summary="The reports, oldest first",
        description="With callers only if asked for; each look at a caller is recorded.",
        parameters=[inputs.ReportsQuery],
        responses=shapes.Reports,
    )
    def get(self, request: Request, pk: int) -> Response:
        incident = incident_for(self.viewer, pk, "see")
        callers: dict[int, dict[str, str]] | None = None
        if read(inputs.ReportsQuery, request.query_params)["callers"]:
            require(self.viewer, "read_callers")
            require_protected(self.viewer, incident)
            callers = read_callers(incident_id=incident.pk, by=self.actor, at=clock.now())
        found = reports_of(
            incident.pk, agency_id=self.viewer.agency_id, opened_by=self.viewer.user_id
        )
        return Response({"results": [_shown(one, callers) for one in found]})

    @extend_schema(
        operation_id="reports_attach",
        summary="Attach another report",
        request=inputs.ReportInput,
        responses={201: shapes.CardWithReport},
    )
    def post(self, request: Request, pk: int) -> Response:
        incident = incident_for(self.viewer, pk, "attach")
        values = read(inputs.ReportInput, request.data)
        place = _pin(values.pop("lon", None), values.pop("lat", None))
        report = attach_report(
            incident_id=incident.pk,
            report=FirstReport(**values),
            place=place,
            by=self.actor,
            at=clock.now(),
        )
        return Response({**card_for(self.viewer, pk), "report_id": report.pk}, status=201)


class OneReport(CityView):
    """A report, which grows while the call goes on."""

    area = Area.INCIDENTS

    @extend_schema(
        operation_id="reports_amend",
        summary="Amend a report: typing goes on after saving",
        description="By the agency that took it; the caller by those who may read callers. "
        "What it said before is kept.",
        request=inputs.ReportChange,
        responses=shapes.Report,
    )
    def patch(self, request: Request, pk: int, report: int) -> Response:
        incident = incident_for(self.viewer, pk, "amend")
        values = read(inputs.ReportChange, request.data)
        if not CALLER.isdisjoint(values):
            require(self.viewer, "read_callers")
        kept = amend_report(
            incident_id=incident.pk,
            report_id=report,
            version=values.pop("version", None),
            changes=values,
            by=self.actor,
            at=clock.now(),
        )
        return Response(report_of(kept))


def _shown(report: Any, callers: dict[int, dict[str, str]] | None) -> dict[str, Any]:
    if callers is None:
        return report_of(report)
    return {**report_of(report), **callers.get(report.pk, NOBODY)}


def _pin(lon: float | None, lat: float | None) -> Place | None:
    if lon is None or lat is None:
        return None
    refuse_outside(lon, lat)
    return Place(lon=lon, lat=lat)
