"""The shapes that are answered, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers as s

Shape = s.Serializer[Any]


class Word(Shape):
    """`agency` is null for a word of the whole city."""

    id = s.IntegerField()
    agency = s.IntegerField(allow_null=True)
    word = s.CharField()
    verb = s.CharField()
    preset = s.DictField()
    language = s.CharField(allow_blank=True)
    version = s.IntegerField()


class Slot(Shape):
    """What must follow; `kind` says how it is read."""

    name = s.CharField()
    kind = s.CharField()
    optional = s.BooleanField()
    longest = s.IntegerField()


class VerbShape(Shape):
    """What a word may mean."""

    verb = s.CharField()
    slots = Slot(many=True)
    choices = s.DictField()
    desk_only = s.BooleanField()


class Words(Shape):
    """The words that one may type, and the table of what follows each verb."""

    results = Word(many=True)
    verbs = VerbShape(many=True)


class UndoShape(Shape):
    id = s.IntegerField()
    until = s.CharField()


class Touched(Shape):
    """What a command changed."""

    incidents = s.ListField(child=s.IntegerField())
    units = s.ListField(child=s.IntegerField())


class CommandDone(Shape):
    """`text` says what was done; `undo` is null where nothing can be taken back; `next` a line to
    offer, or empty."""

    meaning = s.DictField()
    text = s.CharField()
    undo = UndoShape(allow_null=True)
    touched = Touched()
    next = s.CharField(allow_blank=True)


class CommandUndone(Shape):
    """The line that was taken back."""

    line = s.CharField()
    undone_at = s.CharField()
