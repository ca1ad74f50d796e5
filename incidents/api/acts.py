"""Acts on an incident. Each is a POST that answers with the card as it stands afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from incidents.api import inputs, shapes
from incidents.api.answers import card_for, disposition_named, other_incident
from incidents.cards import note_of
from incidents.models import Incident
from incidents.permissions import incident_for, require
from incidents.selectors.notes import notes_of
from incidents.services import closing, holding, linking, merging, noting, sharing, tracking
from incidents.states import NoteAudience, NoteLevel, TrackRole
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

Values = dict[str, Any]
Who = dict[str, Any]


class Act(CityView):
    """`verb` is what permissions.py knows; `body` what is taken; `act` what is done."""

    area = Area.INCIDENTS
    verb: ClassVar[str]
    body: ClassVar[type[Serializer[Any]]]
    status: ClassVar[int] = 200

    def act(self, incident: Incident, values: Values, who: Who) -> object:
        """Call the service. `who` is incident_id, by and at."""
        raise NotImplementedError

    def post(self, request: Request, pk: int) -> Response:
        incident = incident_for(self.viewer, pk, self.verb)
        values = read(self.body, request.data)
        who = {"incident_id": incident.pk, "by": self.actor, "at": clock.now()}
        self.act(incident, values, who)
        return Response(card_for(self.viewer, pk), status=self.status)


def documented(name: str, summary: str) -> Callable[[type[Act]], type[Act]]:
    """Describe an act in the OpenAPI document."""

    def describe(act: type[Act]) -> type[Act]:
        post = extend_schema(
            operation_id=f"incidents_{name}",
            summary=summary,
            description="Answers with the card as it stands afterwards.",
            request=act.body,
            responses={act.status: shapes.Card},
        )
        return extend_schema_view(post=post)(act)

    return describe


@documented("acknowledge", "Take notice for one's agency")
class Acknowledge(Act):
    verb, body = "acknowledge", inputs.NothingInput

    def act(self, incident: Incident, values: Values, who: Who) -> object:
        return tracking.acknowledge(**who)


@documented("decline", "Decline for one's agency")
class Decline(Act):
    verb, body = "decline", inputs.ReasonInput

    def act(self, incident: Incident, values: Values, who: Who) -> object:
        return tracking.decline(**values, **who)


@documented("start", "One's agency is at work")
class Start(Act):
    verb, body = "start", inputs.NothingInput

    def act(self, incident: Incident, values: Values, who: Who) -> object:
        return tracking.start(**who)


@documented("finish", "One's agency has done its part")
class Finish(Act):
    verb, body = "finish", inputs.NothingInput

    def act(self, incident: Incident, values: Values, who: Who) -> object:
        return tracking.finish(**who)


@documented("ask_agency", "Ask an agency to take part, or hand the lead over to it")
class AskAgency(Act):
    verb, body = "share", inputs.AskInput

    def act(self, incident: Incident, values: Values, who: Who) -> object:
        return sharing.ask_agency(
            agency_id=values["agency"],
            role=values.get("role", TrackRole.SUPPORT),
            takes_over=values.get("transfer", False),
            reason=values.get("reason", ""),
            **who,
        )


@documented("hold", "Put on hold for a while")
class Hold(Act):
    verb, body = "hold", inputs.HoldInput

    def act(self, incident: Incident, values: Values, who: Who) -> object:
        return holding.hold(**values, **who)


@documented("release", "End a hold before its time")
class Release(Act):
    verb, body = "hold", inputs.NothingInput

    def act(self, incident: Incident, values: Values, who: Who) -> object:
        return holding.release(**who)


@documented("note", "Write a note")
class AddNote(Act):
    verb, body, status = "note", inputs.NoteInput, 201

    @extend_schema(
        operation_id="notes_list",
        summary="The notes, oldest first",
        description="The texts of protected notes only if asked for; each such look is recorded.",
        parameters=[inputs.NotesQuery],
        responses=shapes.Notes,
    )
    def get(self, request: Request, pk: int) -> Response:
        incident = incident_for(self.viewer, pk, "see")
        texts: dict[int, str] = {}
        if read(inputs.NotesQuery, request.query_params)["protected"]:
            texts = noting.read_notes(incident_id=pk, by=self.actor, at=clock.now())
        notes = [note_of(one) for one in notes_of(incident.pk, agency_id=self.viewer.agency_id)]
        shown = [{**note, "text": texts.get(note["id"], note["text"])} for note in notes]
        return Response({"results": shown})

    def act(self, incident: Incident, values: Values, who: Who) -> object:
        audience = values.get("audience", NoteAudience.ALL)
        level = values.get("level", NoteLevel.OPEN)
        return noting.add_note(text=values["text"], audience=audience, level=level, **who)


@documented("link", "Link to an incident that belongs together with it")
class AddLink(Act):
    verb, body, status = "link", inputs.LinkInput, 201

    def act(self, incident: Incident, values: Values, who: Who) -> object:
        target = other_incident(self.viewer, values["to"], "link", field="to")
        return linking.add_link(target_id=target.pk, kind=values["kind"], **who)


@documented("merge", "It turns out to be a duplicate of another")
class Merge(Act):
    verb, body = "merge", inputs.MergeInput

    def act(self, incident: Incident, values: Values, who: Who) -> object:
        master = other_incident(self.viewer, values["into"], "merge", field="into")
        return merging.merge(into_id=master.pk, version=values["version"], **who)


@documented("unmerge", "Take a merge back")
class Unmerge(Act):
    verb, body = "merge", inputs.NothingInput

    def act(self, incident: Incident, values: Values, who: Who) -> object:
        return merging.unmerge(**who)


@documented("close", "Close with a disposition")
class Close(Act):
    verb, body = "close", inputs.CloseInput

    def act(self, incident: Incident, values: Values, who: Who) -> object:
        if values.get("override_reason"):
            require(self.viewer, "override")
        disposition = disposition_named(values.pop("disposition"))
        return closing.close(disposition=disposition, **values, **who)


@documented("reopen", "Open a closed incident again")
class Reopen(Act):
    verb, body = "reopen", inputs.ReasonInput

    def act(self, incident: Incident, values: Values, who: Who) -> object:
        return closing.reopen(**values, **who)


class OneLink(CityView):
    """A link between two incidents."""

    area = Area.INCIDENTS

    @extend_schema(
        operation_id="incidents_unlink", summary="Take a link back", responses={200: shapes.Card}
    )
    def delete(self, request: Request, pk: int, link: int) -> Response:
        incident = incident_for(self.viewer, pk, "link")
        linking.end_link(incident_id=incident.pk, link_id=link, by=self.actor, at=clock.now())
        return Response(card_for(self.viewer, pk))
