"""A tiny city, grown once for all tests of this folder."""

from pathlib import Path

import pytest

from atlas.generation import city, pack
from atlas.generation.city import City
from atlas.generation.plan import Plan

TINY = 0.05


@pytest.fixture(scope="session")
def town() -> City:
    return city.generate(Plan(seed=1, scale=TINY))


@pytest.fixture(scope="session")
def town_pack(town: City, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("haeon")
    pack.write(town, folder)
    return folder
