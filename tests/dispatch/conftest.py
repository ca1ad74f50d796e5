from __future__ import annotations

import pytest

from incidents.models import Incident
from tests.support.cast import Person, file
from tests.support.fleet import a_unit
from units.models import Unit


@pytest.fixture
def engine(dani: Person) -> Unit:
    return a_unit(dani.agency, "E 11")


@pytest.fixture
def ladder(dani: Person) -> Unit:
    return a_unit(dani.agency, "L 1", "ladder")


@pytest.fixture
def patrol(mina: Person) -> Unit:
    return a_unit(mina.agency, "P 7", "patrol")


@pytest.fixture
def fire(dani: Person) -> Incident:
    return file(by=dani)
