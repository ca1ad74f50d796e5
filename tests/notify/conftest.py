"""A provider that really runs, quick and without callbacks unless a test wants them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from notify import hooks
from notify.channels.outgoing import hang_up
from tests.support.stub import Stub


@pytest.fixture(scope="session")
def running_stub() -> Iterator[Stub]:
    with Stub() as stub:
        yield stub
    hang_up()


@pytest.fixture
def stub(running_stub: Stub) -> Stub:
    """As if it had just been started."""
    running_stub.order(forget=True, delay=0)
    return running_stub


@pytest.fixture(autouse=True)
def everything_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody above says which causes still stand; a test that wants that says so itself."""
    monkeypatch.setattr(hooks, "_wanted", [])
