"""Pages are read in English."""

from __future__ import annotations

import pytest

from tests.support.cast import Person


@pytest.fixture(autouse=True)
def read_english(chief: Person, admin: Person) -> None:
    for who in (chief, admin):
        who.browser.cookies["django_language"] = "en"
