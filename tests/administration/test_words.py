"""Command words are set up on pages; a line can be tried before a word is kept."""

from __future__ import annotations

from administration.history import changes_of
from commands.models import CommandWord
from tests.administration.entries import entries
from tests.support.cast import Person, file

WORDS = "/administration/words/"
NEW = {"word": "OS", "meaning": "move:on_scene", "language": "", "preset": "", "line": ""}


def test_a_word_of_the_agency(chief: Person) -> None:
    with entries() as heard:
        assert chief.browser.post(f"{WORDS}new/", NEW).status_code == 302
    word = CommandWord.objects.get(word="OS")
    assert (word.agency, word.verb, word.preset) == (chief.agency, "move", {"status": "on_scene"})
    assert heard.only["word"]["word"] == "OS"
    edit = f"{WORDS}{word.pk}/"
    changed = {**NEW, "word": "ON", "version": "1"}
    assert chief.browser.post(edit, changed).status_code == 302
    assert chief.browser.post(edit, changed).status_code == 409
    [last, first] = changes_of("command_word.changed", word.pk, "word", {"word": "word"})
    assert (first.what, last.lines[0].before, last.lines[0].after) == ("made", "OS", "ON")
    assert "The form shows version 1" in chief.browser.get(edit, {"version": 1}).content.decode()
    assert chief.browser.post(edit, {"drop": "1"}).status_code == 302
    assert not CommandWord.objects.filter(pk=word.pk).exists()


def test_a_conflict_is_refused_with_the_other_word(chief: Person) -> None:
    answer = chief.browser.post(f"{WORDS}new/", {**NEW, "word": "d"})
    assert answer.status_code == 400
    assert "already means" in answer.content.decode()


def test_presets_are_written_a_line_each(chief: Person, admin: Person) -> None:
    form = {**NEW, "word": "WAIT", "meaning": "hold", "preset": "minutes = 5\nreason = key"}
    assert admin.browser.post(f"{WORDS}new/", {**form, "agency": ""}).status_code == 302
    word = CommandWord.objects.get(word="WAIT")
    assert (word.agency, word.preset) == (None, {"minutes": 5, "reason": "key"})
    assert "minutes = 5" in admin.browser.get(f"{WORDS}{word.pk}/").content.decode()
    for wrong in ("minutes", "minutes = many", "colour = red"):
        form = {**NEW, "word": "W2", "meaning": "hold", "preset": wrong}
        assert chief.browser.post(f"{WORDS}new/", form).status_code == 400, wrong


def test_a_line_is_tried_before_the_word_is_kept(admin: Person) -> None:
    number = file(by=admin).number
    form = {**NEW, "word": "GO", "meaning": "acknowledge", "agency": "", "try": "1"}
    with entries() as heard:
        page = admin.browser.post(f"{WORDS}new/", {**form, "line": f"go {number}"})
    assert f"GO {number}" in page.content.decode()
    assert "acknowledge" in page.content.decode()
    assert heard == []
    wrong = admin.browser.post(f"{WORDS}new/", {**form, "line": "go nowhere"})
    assert "There is no such incident." in wrong.content.decode()
    listed = admin.browser.get(WORDS, {"line": "qwerty 1"}).content.decode()
    assert "There is no such command." in listed


def test_the_city_s_words_are_the_city_admin_s(chief: Person, admin: Person) -> None:
    word = CommandWord.objects.filter(agency=None).first()
    assert word
    assert chief.browser.get(f"{WORDS}{word.pk}/").status_code == 403
    assert admin.browser.get(f"{WORDS}{word.pk}/").status_code == 200
    listed = chief.browser.get(WORDS, {"q": word.word, "verb": word.verb}).content.decode()
    assert word.word in listed
    assert f"{WORDS}{word.pk}/" not in listed
