"""What one is told and asked, and what others were told about an incident."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from incidents.api.inputs import NothingInput
from notify.api import inputs, shapes
from notify.cards import message_of, told_of
from notify.permissions import message_for, messages_about
from notify.selectors.inbox import asked_of, inbox
from notify.services import answering
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

MOST_TOLD = 500


class Messages(CityView):
    """The inbox."""

    area = Area.MESSAGES

    @extend_schema(
        operation_id="messages_list",
        summary="What one is told and asked",
        parameters=[inputs.MessagesQuery],
        responses=shapes.Messages,
    )
    def get(self, request: Request) -> Response:
        values = read(inputs.MessagesQuery, request.query_params)
        rows = inbox(self.viewer, only_open="state" in values)
        return Response({"results": [message_of(one) for one in rows], "asked": asked_of(rows)})


class Answer(CityView):
    """I am on it."""

    area = Area.MESSAGES

    @extend_schema(
        operation_id="messages_answer",
        summary="Say that one is on it",
        request=NothingInput,
        responses=shapes.Message,
    )
    def post(self, request: Request, pk: int) -> Response:
        message = message_for(self.viewer, pk)
        read(NothingInput, request.data)
        done = answering.answer(message_id=message.pk, by=self.actor, at=clock.now())
        return Response(message_of(done))


class Read(CityView):
    """Seen at a desk."""

    area = Area.MESSAGES

    @extend_schema(
        operation_id="messages_read",
        summary="Say that one has seen it; no other way is tried any more",
        request=NothingInput,
        responses=shapes.Message,
    )
    def post(self, request: Request, pk: int) -> Response:
        message = message_for(self.viewer, pk)
        read(NothingInput, request.data)
        done = answering.mark_read(message_id=message.pk, by=self.actor, at=clock.now())
        return Response(message_of(done))


class IncidentMessages(CityView):
    """Who was told about an incident."""

    area = Area.MESSAGES

    @extend_schema(
        operation_id="messages_of_incident",
        summary="Who was told about an incident, by what, and how far it got",
        responses=shapes.ToldAll,
    )
    def get(self, request: Request, pk: int) -> Response:
        found = messages_about(self.viewer, pk).select_related("user")
        rows = found.prefetch_related("deliveries").order_by("-pk")[:MOST_TOLD]
        return Response({"results": [told_of(one, one.deliveries.all()) for one in rows]})
