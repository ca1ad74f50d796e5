"""Which tiles exist."""

from __future__ import annotations

import pytest

from atlas.tiles.address import BadTile, TileAddress, TooDeep


def test_rows_of_a_file_count_from_the_south() -> None:
    assert TileAddress(14, 13958, 6351).tms_row == 2**14 - 1 - 6351
    assert TileAddress(0, 0, 0).tms_row == 0


@pytest.mark.parametrize(("z", "x", "y"), [(0, 1, 0), (3, 8, 0), (3, 0, 8), (14, 2**14, 5)])
def test_outside_the_square_there_is_no_tile(z: int, x: int, y: int) -> None:
    with pytest.raises(BadTile):
        TileAddress.of(z, x, y, deepest=14)


def test_deeper_than_the_map_there_is_no_tile() -> None:
    with pytest.raises(TooDeep):
        TileAddress.of(15, 0, 0, deepest=14)
    assert TileAddress.of(14, 2**14 - 1, 0, deepest=14).x == 2**14 - 1
