from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.commands.twins import Twin


@pytest.fixture(scope="session")
def twin() -> Iterator[Twin]:
    with Twin() as running:
        yield running
