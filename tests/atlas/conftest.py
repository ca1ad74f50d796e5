"""A city on paper for tests of packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.atlas.paper_city import PaperCity


@pytest.fixture
def paper(tmp_path: Path) -> PaperCity:
    return PaperCity(tmp_path)
