"""Command words: who may see and change them."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commands.api import inputs, shapes
from commands.grammar import as_data
from commands.permissions import require, require_scope, word_to_change
from commands.selectors.words import words_of
from commands.services import words
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

ON_SCENE = OpenApiExample(
    "OS for on scene",
    request_only=True,
    value={"word": "OS", "verb": "move", "preset": {"status": "on_scene"}},
)


class CommandWords(CityView):
    """The city's words and those of one's agency."""

    area = Area.SETTINGS

    @extend_schema(
        operation_id="command_words_list",
        summary="The words of the command line, and what follows each",
        responses=shapes.Words,
    )
    def get(self, request: Request) -> Response:
        known = words_of(self.viewer.agency_id)
        return Response({"results": [word.as_data() for word in known], "verbs": as_data()})

    @extend_schema(
        operation_id="command_words_add",
        summary="Add a word",
        description="409 word_taken where it means something already, and word_is_unit where a "
        "unit is called so.",
        request=inputs.WordInput,
        responses={201: shapes.Word},
        examples=[ON_SCENE],
    )
    def post(self, request: Request) -> Response:
        require(self.viewer, "manage_words")
        values = read(inputs.WordInput, request.data)
        agency = None if values.pop("city", False) else self.viewer.agency_id
        require_scope(self.viewer, agency)
        made = words.add_word(agency_id=agency, by=self.actor, at=clock.now(), **values)
        return Response(made.as_data(), status=201)


class OneCommandWord(CityView):
    """One word."""

    area = Area.SETTINGS

    @extend_schema(
        operation_id="command_words_edit",
        summary="Change a word",
        request=inputs.WordChange,
        responses=shapes.Word,
    )
    def patch(self, request: Request, pk: int) -> Response:
        word = word_to_change(self.viewer, pk)
        values = read(inputs.WordChange, request.data)
        version = values.pop("version")
        changed = words.change_word(
            word_id=word.pk, version=version, changes=values, by=self.actor, at=clock.now()
        )
        return Response(changed.as_data())

    @extend_schema(
        operation_id="command_words_remove", summary="Remove a word", responses={204: None}
    )
    def delete(self, request: Request, pk: int) -> Response:
        word = word_to_change(self.viewer, pk)
        words.remove_word(word_id=word.pk, by=self.actor, at=clock.now())
        return Response(status=204)
