from __future__ import annotations

import pytest

from tests.support.cast import Person
from tests.support.fleet import a_unit
from units.models import Unit


@pytest.fixture
def engine(dani: Person) -> Unit:
    return a_unit(dani.agency, "E 11")
