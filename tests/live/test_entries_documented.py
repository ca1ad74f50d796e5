"""docs/live-entries.md is true: its kinds, their fields and those of a card are the code's."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any

import pytest
from django.urls import get_resolver

from dispatch.board import board_for
from dispatch.cards import assignment_of, mayday_of
from escalation.selectors.running import on_board
from incidents import cards
from incidents.models import Incident, Link
from incidents.summaries import summary_of
from safety_net.core.city_log.events import KINDS, Event
from tests.support import deeds
from tests.support.agreeing import opens
from tests.support.cast import Person, a_person, file
from tests.support.deeds_units import calls_mayday
from tests.support.dispatching import sends
from tests.support.escalating import Kind, a_rule, person, tell
from tests.support.fleet import a_unit
from tests.support.nursery import ROOT
from tests.support.small_city import build
from units import cards as unit_cards

TEXT = (ROOT / "docs" / "live-entries.md").read_text(encoding="utf-8")
REST = "…"
SHAPES = {
    *("card", "summary", "place", "track", "report", "note", "link"),
    *("unit", "assignment", "mayday", "run"),
}
EXAMPLES = {
    kind: json.loads(body)
    for kind, body in re.findall(r"^```json ([\w.]+)\n(.*?)\n```$", TEXT, re.MULTILINE | re.DOTALL)
}
TYPES: dict[str, type | tuple[type, ...]] = {
    "integer": int,
    "number": (int, float),
    "text": str,
    "time": str,
    "boolean": bool,
    "object": dict,
    "list": list,
    "null": type(None),
}


def documented(shape: str) -> dict[str, str]:
    """The fields of a shape and their types, from its table."""
    section = TEXT.partition(f"\n### {shape}\n")[2].partition("\n#")[0]
    return dict(re.findall(r"^\| `(\w+)` \| ([\w ]+?) \| ", section, re.MULTILINE))


def agrees(shape: str, made: dict[str, Any]) -> None:
    told = documented(shape)
    assert list(told) == list(made), shape
    for name, words in told.items():
        kinds = [TYPES[word] for word in words.split(" or ")]
        assert any(isinstance(made[name], kind) for kind in kinds), f"{shape}.{name}: {words}"
        assert isinstance(made[name], bool) == (words == "boolean"), f"{shape}.{name}"


def test_every_kind_is_documented_with_its_fields() -> None:
    assert get_resolver().url_patterns  # every view is loaded, and with it every kind
    ours = {kind: event for kind, event in KINDS.items() if "tests." not in event.__module__}
    assert set(EXAMPLES) == set(ours)
    assert re.findall(r"^### ([a-z_]+\.[a-z_]+)$", TEXT, re.MULTILINE) == list(EXAMPLES)
    for kind, event in ours.items():
        assert list(EXAMPLES[kind]) == names_of(event), kind


def names_of(event: type[Event]) -> list[str]:
    return [field.name for field in fields(event) if field.name != "subject_id"]


def test_the_shapes_in_the_examples_are_the_documented_ones() -> None:
    for kind, data in EXAMPLES.items():
        for shape in SHAPES & set(data):
            if not isinstance(data[shape], dict):
                continue  # a closing note is a text, and a time names its unit by the id
            told, shown = set(documented(shape.title())), set(data[shape])
            assert shown - {REST} <= told, kind
            assert REST in shown or shown == told, kind


@pytest.mark.django_db
def test_the_tables_are_what_is_really_sent() -> None:
    town = build()
    dani, mina = (
        a_person("dani", town.fire, "dispatcher"),
        a_person("mina", town.police, "dispatcher"),
    )
    fire, crash = file(by=dani), file(by=mina, kind="TRAFFIC.ACC")
    agrees_in_full(dani, Incident.objects.with_card().get(pk=fire.pk))
    agrees("Report", cards.report_of(fire.reports.get()))
    agrees("Note", cards.note_of(deeds.notes(dani, fire)))
    link: Link = deeds.links(mina, crash, fire)
    agrees("Link", cards.link_of(link))
    agrees("Summary", summary_of(fire, agency_id=dani.agency.pk))
    engine = a_unit(dani.agency, "E 11")
    (sent,) = sends(dani, fire, engine)
    agrees("Unit", unit_cards.card_of(engine))
    agrees("Assignment", assignment_of(sent))
    agrees("Emergency", cards.access_of(opens(dani, fire)))
    agrees("Mayday", mayday_of(calls_mayday(dani, engine)))
    a_rule(Kind.NO_UPDATE, tell(person(dani)))
    (run,) = on_board({file(by=dani).pk})
    agrees("Run", run)


def agrees_in_full(dani: Person, fire: Incident) -> None:
    card = cards.card_of(fire)
    agrees("Card", card)
    agrees("Place", card["place"])
    for track in card["tracks"]:
        agrees("Track", track)
    told = TEXT.partition("## The board and the card")[2].partition("###")[0]
    members = re.findall(r"^\| `(\w+)` \| ", told, re.MULTILINE)
    assert members == list(board_for(dani.viewer))
