"""Typed entries: nothing unknown, nothing that would come back otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from safety_net.core import city_log, clock
from safety_net.core.access import SYSTEM
from safety_net.core.city_log import events, verifying
from safety_net.core.city_log.events import UnusableValue
from safety_net.core.models import LogEntry
from tests.support.ringing import BellRang


@dataclass(frozen=True, kw_only=True)
class ThingSaid(city_log.Event):
    kind: ClassVar[str] = "test.thing_said"
    subject_type: ClassVar[str] = "thing"
    what: Any


def kept(what: Any) -> Any:
    """What the log gives back of `what`; the log must verify too. Leaves nothing."""
    with transaction.atomic():
        with city_log.change(by=SYSTEM, at=clock.now()) as log:
            log.append(ThingSaid(subject_id=1, what=what), audience={"everyone"})
        given_back = LogEntry.objects.latest("seq").payload["what"]
        assert verifying.verify().fault == ""
        transaction.set_rollback(True)
    return given_back


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
NUMBERS = st.integers() | st.floats(
    allow_nan=False,
    allow_infinity=False,
    min_value=-events.LARGEST_FLOAT,
    max_value=events.LARGEST_FLOAT,
    exclude_min=True,
    exclude_max=True,
)
THINGS = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def open_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database for many examples, each of which takes itself back."""
    with django_db_blocker.unblock():
        yield


@given(THINGS)
@pytest.mark.usefixtures("open_database")
def test_whatever_is_said_comes_back_and_verifies(what: Any) -> None:
    assert kept(what) == what


@pytest.mark.parametrize(
    "what",
    [
        "불이야 🔥👩‍🚒 e\u0301 \u200b\u2028 \ufeff",
        "</script><!-- \\u0000 ' \" \\",
        0.1 + 0.2,
        5.0,
        1e-300,
        5e-324,
        -999_999_999_999_999.9,
        2**63,
        -(2**200),
        {"ㄱ": 1, "가": 2, "A": 3, "": 4, "🔥": 5},
    ],
)
def test_edges_come_back(db: None, what: Any) -> None:
    given_back = kept(what)
    assert given_back == what
    assert type(given_back) is type(what)


@pytest.mark.parametrize(
    "what",
    [
        float("nan"),
        float("inf"),
        1e15,
        -1e300,
        Decimal(1),
        b"bytes",
        {1, 2},
        object(),
        "nul \0",
        "half a pair \ud83d",
        {"nul \0": 1},
        [{"deep": [float("nan")]}],
    ],
)
def test_what_would_not_come_back_is_refused(what: Any) -> None:
    with pytest.raises(UnusableValue):
        ThingSaid(subject_id=1, what=what).data()


def test_negative_zero_becomes_zero(db: None) -> None:
    assert str(kept(-0.0)) == "0.0"


def test_an_unknown_field_is_an_error() -> None:
    with pytest.raises(TypeError, match="colour"):
        events.read("test.bell_rang", 1, {"text": "ding", "colour": "red"})


def test_a_missing_field_is_an_error() -> None:
    with pytest.raises(TypeError, match="what"):
        events.read("test.thing_said", 1, {})


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(KeyError):
        events.read("test.never_heard_of", 1, {})


def test_a_stored_entry_is_read_as_what_it_was() -> None:
    rang = BellRang(subject_id=4, text="ding")
    assert events.read(rang.kind, 4, rang.data()) == rang


def test_a_kind_belongs_to_one_event() -> None:
    with pytest.raises(TypeError, match="already BellRang"):
        type("Other", (city_log.Event,), {"kind": "test.bell_rang"})
