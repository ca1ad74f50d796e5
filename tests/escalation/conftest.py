from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

FAULTS = ("escalation_not_followed", "batch_failed", "run_blocked", "run_left_for_later")


@pytest.fixture(autouse=True)
def nothing_is_swallowed(
    caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> Iterator[None]:
    """What the engine survives is a fault all the same; a test that wants one asks for `faults`."""
    yield
    if "faults" in request.fixturenames:
        return
    found = [record for record in caplog.records if any(one in record.msg for one in FAULTS)]
    assert not found, found[0].getMessage()


@pytest.fixture
def faults(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Faults are part of the story."""
    caplog.set_level(logging.INFO)
    return caplog
