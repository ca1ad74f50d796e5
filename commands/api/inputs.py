"""The bodies that are taken."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from commands.grammar import LONGEST_LINE, VerbName
from commands.models.word import LONGEST_WORD
from incidents.api.inputs import something_of
from safety_net.core.strict import Choice, Flag, Id, Strict, Text, Whole

LANGUAGES = ("", "ko", "en")
MOST_LAST = 50


class Meaning(Strict):
    """What the browser showed."""

    verb = Choice(choices=VerbName.choices)
    values_ = serializers.DictField(source="values", child=serializers.JSONField())
    canonical = Text(required=False, allow_blank=True, max_length=2 * LONGEST_LINE)

    def get_fields(self) -> dict[str, Any]:
        # `values` is a name of DRF's own, so the field gets it only here.
        found: dict[str, Any] = super().get_fields()
        found["values"] = found.pop("values_")
        found["values"].source = None
        return found


class CommandInput(Strict):
    """A line as it was typed."""

    line = Text(max_length=LONGEST_LINE, trim_whitespace=False, help_text="Such as: D E51 42")
    last = serializers.ListField(
        child=Id(), max_length=MOST_LAST, required=False, help_text="Opened incidents, last first"
    )
    meaning = Meaning(required=False, help_text="As it was shown; another one is refused")
    also = Flag(required=False, help_text="Send a unit that is on another incident, on purpose")


class WordInput(Strict):
    """A word for one's agency, or for the whole city."""

    word = Text(max_length=LONGEST_WORD)
    verb = Choice(choices=VerbName.choices)
    preset = serializers.DictField(child=serializers.JSONField(), required=False)
    language = Choice(choices=LANGUAGES, required=False)
    city = Flag(required=False, help_text="For every agency; a city admin may")


class WordChange(Strict):
    """Only what is named changes."""

    version = Whole(min_value=1, max_value=2**31 - 1)
    word = Text(max_length=LONGEST_WORD, required=False)
    verb = Choice(choices=VerbName.choices, required=False)
    preset = serializers.DictField(child=serializers.JSONField(), required=False)
    language = Choice(choices=LANGUAGES, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        something_of({name: attrs[name] for name in attrs if name != "version"})
        return attrs
