"""Command words as the list shows them, and how a line is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise

from agencies.models import Role
from commands.grammar import VERBS, Slot, VerbName
from commands.models import CommandWord
from commands.parsing import parse
from commands.selectors.context import index_for
from commands.selectors.words import words_of
from commands.wording import SLOTS, worded
from dispatch.states import UnitStatus
from incidents.states import NoteAudience, TrackRole
from safety_net.core.access import Viewer
from units.states import Duty

VALUES: dict[str, str | Promise] = {
    str(one): one.label for labels in (TrackRole, NoteAudience, Duty, UnitStatus) for one in labels
}


@dataclass(frozen=True, kw_only=True)
class WordRow:
    word: CommandWord
    meaning: str
    preset: str
    may_change: bool


def word_rows(viewer: Viewer, q: str, verb: str, agency: int | None) -> list[WordRow]:
    """The city's words and one's own; every agency's for city admins."""
    everything = viewer.role == Role.CITY_ADMIN
    found = CommandWord.objects.all() if everything else words_of(viewer.agency_id)
    for word in q.split():
        found = found.filter(Q(word__icontains=word) | Q(folded__icontains=word))
    if verb:
        found = found.filter(verb=verb)
    if agency is not None:
        found = found.filter(agency_id=agency)
    rows = found.select_related("agency").order_by("verb", "preset", "word")
    return [
        WordRow(
            word=one,
            meaning=meaning_of(one.verb, one.preset),
            preset=rest_of(one.verb, one.preset),
            may_change=everything or one.agency_id is not None,
        )
        for one in rows
    ]


def meanings() -> list[tuple[str, str]]:
    """Every meaning that a word may have, with what it is narrowed to: "move:on_scene"."""
    found: list[tuple[str, str]] = []
    for name in VerbName:
        choices = VERBS[name].choices
        if not choices:
            found.append((str(name), str(name.label)))
        for key, values in choices.items():
            found += [(f"{name}:{one}", meaning_of(str(name), {key: one})) for one in values]
    return found


def meaning_key(verb: str, preset: dict[str, Any]) -> str:
    narrowed = [preset[key] for key in VERBS[verb].choices if key in preset]
    return ":".join([verb, *narrowed])


def read_meaning(key: str) -> tuple[str, dict[str, str]]:
    """The verb, and the preset that narrows it."""
    verb, _colon, value = key.partition(":")
    names = list(VERBS[verb].choices)
    return verb, {names[0]: value} if names and value else {}


def meaning_of(verb: str, preset: dict[str, Any]) -> str:
    """As people say it: "unit status: on scene"."""
    narrowed = [preset[key] for key in VERBS[verb].choices if key in preset]
    said = [str(VALUES.get(one, one)) for one in narrowed]
    return ": ".join([str(VerbName(verb).label), *said])


def rest_of(verb: str, preset: dict[str, Any]) -> str:
    """What else is set beforehand, a line each."""
    rest = {name: value for name, value in preset.items() if name not in VERBS[verb].choices}
    return "\n".join(f"{name} = {value}" for name, value in rest.items())


def grammar() -> list[dict[str, str]]:
    """What follows each verb, for people: <needed> and [where one likes]."""
    return [
        {"label": str(name.label), "slots": " ".join(_written(one) for one in VERBS[name].slots)}
        for name in VerbName
    ]


def _written(slot: Slot) -> str:
    name = SLOTS.get(slot.name, slot.name)
    return f"[{name}]" if slot.optional else f"<{name}>"


def read_line(line: str, viewer: Viewer, tried: CommandWord | None = None) -> dict[str, Any]:
    """How a line is read now, or would be with a word that is not kept yet."""
    index = index_for(viewer, [])
    if tried is not None:
        index.words = {
            folded: row for folded, row in index.words.items() if row["id"] != tried.pk
        } | {tried.folded: tried.as_data()}
    found = parse(line, index)
    meaning = found["meaning"]
    return {
        **found,
        "errors": worded(found["errors"], index),
        "verb": meaning_of(meaning["verb"], meaning["values"]) if meaning else "",
    }
