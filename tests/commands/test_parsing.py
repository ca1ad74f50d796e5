"""What lines mean: a table of examples, and that the server and the browser never differ."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.grammar import VERBS
from commands.models import CommandWord
from commands.parsing import Index, parse
from tests.commands.twins import EXAMPLES, Row, Twin, in_python
from tests.commands.twins import VERBS as TABLE

WORDS: list[Row] = EXAMPLES["words"]
CONTEXT: Row = EXAMPLES["context"]


@pytest.mark.parametrize("example", EXAMPLES["lines"], ids=lambda example: example["line"])
def test_examples(example: Row) -> None:
    [read] = in_python(WORDS, CONTEXT, [example["line"]])
    if "error" in example:
        assert (read["meaning"], read["errors"]) == (None, [example["error"]])
    else:
        wanted = {name: example[name] for name in ("verb", "values", "canonical")}
        assert (read["meaning"], read["errors"]) == (wanted, [])


def test_the_browser_reads_the_examples_alike(twin: Twin) -> None:
    lines = [example["line"] for example in EXAMPLES["lines"]]
    here, there = in_python(WORDS, CONTEXT, lines), twin.in_the_browser(WORDS, CONTEXT, lines)
    for line, one, other in zip(lines, here, there, strict=True):
        assert one == other, line


# Letters that have caught parsers before: wide, of several parts, of no width, beyond 16 bits.
LETTERS = "e51E 5-1중부구급ㅈㅜ중한０Ｅ　　#?.,'\u200b\u00a0\u0301İßΣ🚒\t\n1234567890"
WORDS_OF_LINES = [
    *(example["line"] for example in EXAMPLES["lines"]),
    *(row["word"] for row in WORDS),
    *(unit["call_sign"] for unit in CONTEXT["units"]),
    *(incident["number"] for incident in CONTEXT["incidents"]),
    *("#1", "#2", "42", "7", "0042", "22-42", "p2", "10분", "경찰", "ambulance"),
]
texts = st.one_of(
    st.sampled_from(WORDS_OF_LINES),
    st.text(LETTERS, max_size=8),
    st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=6),
)
lines = st.lists(texts, max_size=7).map(" ".join)
names = st.one_of(
    st.sampled_from(["E 5", "E 51", "e51", "E-51", "E 5 1", "5", "51", "중부", "중부 1", "1"]),
    st.text(LETTERS, max_size=6),
)
incident_ids = st.integers(1, 6)
numbers = st.one_of(
    st.from_regex(r"2026112[12]-00[0-4][0-9]", fullmatch=True), st.text(LETTERS, max_size=6)
)


@st.composite
def contexts(draw: st.DrawFn) -> Row:
    """Units, incidents and agencies whose names are as alike as can be."""
    incidents = draw(st.dictionaries(incident_ids, numbers, max_size=6))
    units = draw(st.dictionaries(st.integers(1, 8), names, max_size=8))
    named = [{"id": key, "names": draw(st.lists(names, min_size=1, max_size=3))} for key in (1, 2)]
    coded = [{"code": code, "names": [code, draw(names)]} for code in ("A.B", "b")]
    return {
        "agency": draw(st.sampled_from([1, 2, None])),
        "units": [
            {
                "id": key,
                "call_sign": call_sign,
                "agency": draw(st.sampled_from([1, 1, 1, 2])),
                "incidents": draw(st.lists(incident_ids, max_size=2, unique=True)),
            }
            for key, call_sign in units.items()
        ],
        "incidents": [
            {"id": key, "number": number, "priority": draw(st.integers(0, 4))}
            for key, number in incidents.items()
        ],
        "last": draw(st.lists(incident_ids, max_size=3, unique=True)),
        "agencies": named,
        "types": coded,
        "capabilities": coded,
    }


@given(context=st.one_of(st.just(CONTEXT), contexts()), typed=st.lists(lines, max_size=8))
def test_both_parsers_read_any_line_alike(twin: Twin, context: Row, typed: list[str]) -> None:
    here = in_python(WORDS, context, typed)
    there = twin.in_the_browser(WORDS, context, typed)
    for line, one, other in zip(typed, here, there, strict=True):
        assert one == other, line


@given(context=st.one_of(st.just(CONTEXT), contexts()), line=lines)
def test_a_line_means_something_or_says_which_word_does_not(context: Row, line: str) -> None:
    [read] = in_python(WORDS, context, [line])
    assert (read["meaning"] is None) == bool(read["errors"])
    for mark in (*read["errors"], *read["spans"]):
        assert 0 <= mark["from"] <= mark["to"] <= len(read["line"])
    if read["meaning"]:
        verb = VERBS[read["meaning"]["verb"]]
        needed = {slot.name for slot in verb.slots if not slot.optional and slot.kind != "target"}
        assert needed <= set(read["meaning"]["values"])


@given(line=lines)
def test_a_meaning_written_out_means_the_same(line: str) -> None:
    [read] = in_python(WORDS, CONTEXT, [line])
    if read["meaning"]:
        [again] = in_python(WORDS, CONTEXT, [read["meaning"]["canonical"]])
        assert again["meaning"] == read["meaning"]


HUGE = [
    "D " + "e" * 10_000,
    "D " + "e 5 1 " * 1_600,
    "D" + " 4" * 5_000,
    "# " * 5_000,
    "?" * 10_000,
]


@pytest.mark.parametrize("line", HUGE, ids=lambda line: line[:12])
def test_a_huge_line_takes_no_time_and_is_read_alike(line: str, twin: Twin) -> None:
    index = Index.of(WORDS, TABLE, CONTEXT)
    began = time.process_time()
    parse(line, index)
    assert time.process_time() - began < 0.5
    assert in_python(WORDS, CONTEXT, [line]) == twin.in_the_browser(WORDS, CONTEXT, [line])


@pytest.mark.django_db
def test_the_words_that_a_city_begins_with_fit_the_table() -> None:
    seeded: list[dict[str, Any]] = [word.as_data() for word in CommandWord.objects.all()]
    index = Index.of(seeded, TABLE, CONTEXT)
    for row in seeded:
        read = parse(row["word"], index)
        assert read["spans"][0]["meant"] == row["verb"]


def test_the_examples_are_read_by_the_table_of_today() -> None:
    assert EXAMPLES["verbs"] == TABLE
