"""Running escalations over REST: what runs, who was reached, somebody is on it, try again."""

from __future__ import annotations

from django.db.models import F
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from escalation import permissions
from escalation.api import run_shapes as shapes
from escalation.selectors.next_action import cards_with_names, executions_of
from escalation.selectors.running import cards_of, open_runs
from escalation.services import answering
from incidents.api.inputs import NothingInput
from incidents.permissions import incident_for
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

MOST_RUNS = 200


class Escalations(CityView):
    """Everything that runs on incidents that one may see."""

    area = Area.ESCALATION

    @extend_schema(
        operation_id="escalations_list",
        summary="List running escalations, in trouble first, then by when they are due",
        description="The first 200. `next.who` says whom the next step would reach now.",
        responses=shapes.Running,
    )
    def get(self, request: Request) -> Response:
        visible = permissions.runs_for(self.viewer).filter(pk__in=open_runs().values("pk"))
        # Without a time to come it is blocked or exhausted, and wants somebody first.
        rows = list(visible.order_by(F("due_at").asc(nulls_first=True), "pk")[: MOST_RUNS + 1])
        shown = cards_with_names(rows[:MOST_RUNS], at=clock.now())
        return Response({"results": shown, "more": len(rows) > MOST_RUNS})


class OfIncident(CityView):
    """What runs and ran on one incident."""

    area = Area.ESCALATION

    @extend_schema(
        operation_id="incident_escalations",
        summary="See the escalations of an incident, with who was reached",
        responses=shapes.RunsOfIncident,
    )
    def get(self, request: Request, pk: int) -> Response:
        incident = incident_for(self.viewer, pk, "see")
        rows = list(permissions.runs_for(self.viewer).filter(incident=incident).order_by("pk"))
        done = executions_of([run.pk for run in rows])
        cards = cards_with_names(rows, at=clock.now())
        results = [{**card, "executions": done[card["id"]]} for card in cards]
        return Response({"results": results})


class Answer(CityView):
    """Somebody is on it."""

    area = Area.ESCALATION

    @extend_schema(
        operation_id="escalations_answer",
        summary="Say that one is on it: the escalation ends, and nobody else is told",
        description="Where notice was waited for, it is taken for one's agency, as by "
        "acknowledging the incident.",
        request=NothingInput,
        responses=shapes.RunShape,
    )
    def post(self, request: Request, pk: int) -> Response:
        run = permissions.run_for(self.viewer, pk, "answer")
        read(NothingInput, request.data)
        answered = answering.answer(run_id=run.pk, by=self.actor, at=clock.now())
        return Response(cards_of([answered])[0])


class Retry(CityView):
    """What was blocked goes on."""

    area = Area.ESCALATION

    @extend_schema(
        operation_id="escalations_retry",
        summary="Let a blocked escalation go on where it stood",
        request=NothingInput,
        responses=shapes.RunShape,
    )
    def post(self, request: Request, pk: int) -> Response:
        run = permissions.run_for(self.viewer, pk, "retry")
        read(NothingInput, request.data)
        tried = answering.retry(run_id=run.pk, by=self.actor, at=clock.now())
        return Response(cards_of([tried])[0])
