"""Run a line, and take it back."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commands.api import inputs, shapes
from commands.permissions import require, run_of
from commands.services.running import UNDO_STANDS, Done, run_line
from commands.services.undoing import undo_run
from incidents.api.inputs import NothingInput
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

SEND = OpenApiExample("Send two units", request_only=True, value={"line": "D E51 L52 42"})


class Commands(CityView):
    """The command line."""

    area = Area.COMMANDS

    @extend_schema(
        operation_id="commands_run",
        summary="Do what a line says",
        description="400 not_understood points at the word that can't be meant. With a `meaning`, "
        "409 means_something_else unless the line still means just that.",
        request=inputs.CommandInput,
        responses=shapes.CommandDone,
        examples=[SEND],
    )
    def post(self, request: Request) -> Response:
        require(self.viewer, "command")
        values = read(inputs.CommandInput, request.data)
        done = run_line(
            line=values["line"],
            last=values.get("last", []),
            seen=values.get("meaning"),
            also=values.get("also", False),
            viewer=self.viewer,
            by=self.actor,
            at=clock.now(),
        )
        return Response(_answer(done))


class CommandUndo(CityView):
    """A slip."""

    area = Area.COMMANDS

    @extend_schema(
        operation_id="commands_undo",
        summary="Take back one's own command, within ten seconds",
        request=NothingInput,
        responses=shapes.CommandUndone,
    )
    def post(self, request: Request, pk: int) -> Response:
        run = run_of(self.viewer, pk)
        read(NothingInput, request.data)
        undone = undo_run(run_id=run.pk, by=self.actor, at=clock.now())
        return Response({"line": undone.line, "undone_at": clock.iso(undone.undone_at)})


def _answer(done: Done) -> dict[str, object]:
    outcome, run = done.outcome, done.run
    until = clock.iso(run.at + UNDO_STANDS)
    return {
        "meaning": done.meaning,
        "text": outcome.text,
        "undo": {"id": run.pk, "until": until} if run.undo else None,
        "touched": {"incidents": outcome.incidents, "units": outcome.units},
        "next": outcome.next,
    }
