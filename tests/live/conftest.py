"""A server that is shared by the live tests of one file, and its city."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.committed import committed
from tests.support.server import Server

APPLICATION = "tests.live.served:application"


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A database whose rows are committed, so that the server sees them."""
    with committed(django_db_blocker):
        yield


@pytest.fixture(scope="module")
def server(city: None) -> Iterator[Server]:
    with Server(APPLICATION, LIVE_HEARTBEAT_SECONDS="0.5") as running:
        yield running
