from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.reducers.desks import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with Browser() as running:
        yield running
