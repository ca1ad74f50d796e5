"""Looking into encoded tiles without decoding them."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.tiles import mvt
from tests.atlas.tiles.paper_map import a_tile, decoded


def test_two_tiles_end_to_end_are_one_tile_with_the_layers_of_both() -> None:
    both = a_tile("ocean") + a_tile("water")
    assert mvt.layer_names(both) == ["ocean", "water"]
    assert set(decoded(both)) == {"ocean", "water"}


def test_packing_the_same_tile_twice_gives_the_same_bytes() -> None:
    tile = a_tile("water")
    assert mvt.packed(tile) == mvt.packed(tile)
    assert mvt.unpacked(mvt.packed(tile)) == tile
    assert mvt.unpacked(tile) == tile


@pytest.mark.parametrize("cut", [1, 5, 20])
def test_a_tile_that_is_cut_off_is_refused(cut: int) -> None:
    with pytest.raises(mvt.BrokenTile):
        mvt.layer_names(a_tile("water")[:-cut])


def test_damaged_gzip_is_refused() -> None:
    with pytest.raises(mvt.BrokenTile):
        mvt.unpacked(gzip.compress(a_tile("water"))[:-12])


@given(st.binary(max_size=200))
def test_any_bytes_are_either_a_tile_or_refused(data: bytes) -> None:
    try:
        names = mvt.layer_names(mvt.unpacked(data))
    except mvt.BrokenTile:
        return
    assert all(isinstance(name, str) for name in names)
