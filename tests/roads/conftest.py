"""What tests of roads ask for."""

from __future__ import annotations

import pytest

from roads.pgrouting import is_there
from tests.support.small_city import SmallCity


@pytest.fixture
def routed(city: SmallCity) -> SmallCity:
    """The small city, in a database that finds ways through roads."""
    if not is_there():
        pytest.skip("the database has no pgRouting")
    return city
