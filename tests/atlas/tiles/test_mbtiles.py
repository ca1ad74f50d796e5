"""Base map files."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from atlas.tiles import mbtiles
from atlas.tiles.address import TileAddress
from tests.atlas.tiles.paper_map import a_file, a_tile

HERE = TileAddress(3, 5, 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    facts = {"minzoom": "0", "maxzoom": "12", "attribution": "the surveyors"}
    return a_file(tmp_path / "a map.mbtiles", {HERE: a_tile("water")}, **facts)


def test_a_tile_is_found_by_its_browser_row(file: Path) -> None:
    opened = mbtiles.opened(file)
    assert opened.tile(HERE) == a_tile("water")
    assert opened.tile(TileAddress(3, 5, 6)) is None  # the row as the file counts it


def test_the_file_says_how_deep_it_goes_and_who_made_it(file: Path) -> None:
    opened = mbtiles.opened(file)
    assert (opened.min_zoom, opened.max_zoom, opened.attribution) == (0, 12, "the surveyors")


def test_many_threads_read_at_once(file: Path) -> None:
    opened = mbtiles.opened(file)
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: opened.tile(HERE), range(64)))
    assert found == {a_tile("water")}


def test_a_replaced_file_is_opened_anew(file: Path, tmp_path: Path) -> None:
    before = mbtiles.opened(file)
    new = a_file(tmp_path / "new.mbtiles", {HERE: a_tile("park")}, maxzoom="14")
    os.replace(new, file)
    assert mbtiles.opened(file) is not before
    assert mbtiles.opened(file).tile(HERE) == a_tile("park")


@pytest.mark.parametrize("content", [None, b"", b"this is not SQLite" * 100])
def test_a_file_that_is_no_map_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "broken.mbtiles"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(mbtiles.UnusableMBTiles):
        mbtiles.opened(path)
