"""Command words: one meaning for each, and a clear no otherwise."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from commands.models import CommandWord
from commands.services import words
from commands.services.words import WordIsUnit, WordTaken
from safety_net.core.access import SYSTEM
from safety_net.core.errors import Invalid
from tests.api.bodies import bad_fields, is_refused
from tests.support.cast import NOON, Person
from tests.support.deeds import entries
from tests.support.fleet import a_unit

ON_SCENE = {"verb": "move", "preset": {"status": "on_scene"}}


def adds(who: Person | None, word: str, **more: Any) -> CommandWord:
    """`None` adds for the whole city."""
    by = who.actor if who else SYSTEM
    agency = who.agency.pk if who else None
    return words.add_word(agency_id=agency, word=word, by=by, at=NOON, **{**ON_SCENE, **more})


def test_an_agency_has_a_word_of_its_own(chief: Person, mina: Person) -> None:
    made = adds(chief, "os")
    [entry] = entries()
    assert (entry.kind, entry.audience) == ("command_word.changed", [f"agency:{chief.agency.pk}"])
    assert entry.payload["word"] == made.as_data()
    known = chief.client.get("/api/command-words/").json()["results"]
    assert made.as_data() in known
    assert made.as_data() not in mina.client.get("/api/command-words/").json()["results"]


@pytest.mark.parametrize("word", ["OS", "os", "Os", "ＯＳ"])
def test_a_word_has_one_meaning(chief: Person, word: str) -> None:
    adds(chief, "OS")
    with translation.override("en"), pytest.raises(WordTaken) as refusal:
        adds(chief, word, verb="out_of_service", preset={})
    assert "“OS” already means “unit status”" in str(refusal.value.detail)
    adds(None, "OK")
    with pytest.raises(WordTaken):
        adds(chief, "ok")


def test_two_agencies_may_differ_but_not_from_the_city(chief: Person, mina: Person) -> None:
    adds(chief, "OS")
    adds(mina, "OS", verb="out_of_service", preset={})
    with pytest.raises(WordTaken):
        adds(None, "os")


def test_a_sign_does_not_swallow_another_word(chief: Person) -> None:
    adds(chief, "!")
    for word in ("!!", "?x", "!도착"):
        with pytest.raises(WordTaken):
            adds(chief, word)
    adds(chief, "+1")
    with pytest.raises(WordTaken):
        adds(chief, "+")


def test_a_word_is_no_unit(chief: Person, mina: Person) -> None:
    a_unit(chief.agency, "E 51")
    with pytest.raises(WordIsUnit):
        adds(chief, "e51")
    adds(mina, "e51")


@pytest.mark.parametrize("word", ["", " ", "a b", "-", "x" * 21, "a\u3000b"])
def test_words_that_are_none(chief: Person, word: str) -> None:
    with pytest.raises(Invalid):
        adds(chief, word)


BAD_PRESETS: list[tuple[str, dict[str, Any]]] = [
    ("move", {}),
    ("move", {"status": "flying"}),
    ("send", {"status": "alerted", "units": [1]}),
    ("hold", {"minutes": 0}),
    ("hold", {"minutes": True}),
    ("hold", {"reason": " "}),
    ("hold", {"reason": "x" * 301}),
    ("priority", {"priority": 5}),
    ("backup", {"capability": "dragon"}),
    ("backup", {"number": 21}),
    ("transfer", {"role": "support", "agency": 10**6}),
    ("new", {"type": "NO.SUCH"}),
    ("acknowledge", {"nonsense": 1}),
]


@pytest.mark.parametrize(("verb", "preset"), BAD_PRESETS)
def test_presets_fit_their_verb(chief: Person, verb: str, preset: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        adds(chief, "zz", verb=verb, preset=preset)


def test_words_over_rest(chief: Person, admin: Person, dani: Person) -> None:
    path = "/api/command-words/"
    made = chief.client.post(path, {"word": "OS", **ON_SCENE})
    assert made.status_code == 201, made.content
    one = f"{path}{made.json()['id']}/"
    is_refused(chief.client.post(path, {"word": "os", **ON_SCENE}), 409, "word_taken")
    is_refused(chief.client.post(path, {"word": "OK", "city": True, **ON_SCENE}), 403)
    is_refused(dani.client.patch(one, {"version": 1, "word": "OZ"}), 403)
    to_priority = {"version": 1, "verb": "priority"}
    assert list(bad_fields(chief.client.patch(one, to_priority))) == ["preset"]
    changed = chief.client.patch(one, {"version": 1, "word": "OZ"}).json()
    assert (changed["word"], changed["version"]) == ("OZ", 2)
    stale = is_refused(chief.client.patch(one, {"version": 1, "word": "OY"}), 409, "stale_version")
    assert stale["word"]["word"] == "OZ"
    assert admin.client.delete(one).status_code == 204
    is_refused(chief.client.delete(one), 404)
    assert [entry.payload["removed"] for entry in entries()] == [False, False, True]
    for_all = admin.client.post(path, {"word": "OK", "city": True, **ON_SCENE})
    assert for_all.json()["agency"] is None
    is_refused(chief.client.delete(f"{path}{for_all.json()['id']}/"), 403)
