"""Every test of tiles begins with an empty store of finished tiles."""

from __future__ import annotations

import pytest

from atlas.tiles import base


@pytest.fixture(autouse=True)
def nothing_finished() -> None:
    base.forget()
