"""The store of finished tiles."""

from __future__ import annotations

from atlas.tiles.cache import TileCache


def test_the_tile_that_was_not_asked_for_longest_leaves_first() -> None:
    store = TileCache(limit=20)
    for x in range(2):
        store.put(("v", 1, x, 0), bytes(10))
    assert store.get(("v", 1, 0, 0)) is not None
    store.put(("v", 1, 2, 0), bytes(10))
    assert store.get(("v", 1, 1, 0)) is None
    assert store.get(("v", 1, 0, 0)) is not None
    assert store.size == 20


def test_putting_a_tile_twice_counts_it_once() -> None:
    store = TileCache(limit=100)
    store.put(("v", 0, 0, 0), bytes(10))
    store.put(("v", 0, 0, 0), bytes(30))
    assert store.size == 30
