"""Which crossings hang together: plain graph theory over numbered nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Arc = tuple[int, int]


def weak(nodes: Iterable[int], arcs: Iterable[Arc]) -> dict[int, int]:
    """Node → the least node that it hangs together with, whatever the direction."""
    parent = {node: node for node in nodes}

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in arcs:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return {node: root(node) for node in parent}


def strong(nodes: Iterable[int], arcs: Iterable[Arc]) -> dict[int, int]:
    """Node → a number shared by all from which one may come to it and back (Kosaraju)."""
    ordered = sorted(nodes)
    ahead: dict[int, list[int]] = {node: [] for node in ordered}
    behind: dict[int, list[int]] = {node: [] for node in ordered}
    for one, other in arcs:
        ahead[one].append(other)
        behind[other].append(one)
    finished = [node for start in _starts(ordered, ahead) for node in start]
    found: dict[int, int] = {}
    for start in reversed(finished):
        if start not in found:
            _mark(start, behind, found)
    return found


def _starts(nodes: list[int], ahead: dict[int, list[int]]) -> Iterator[list[int]]:
    """Nodes in the order in which a search leaves them for the last time."""
    seen: set[int] = set()
    for start in nodes:
        if start not in seen:
            yield _left_behind(start, ahead, seen)


def _left_behind(start: int, ahead: dict[int, list[int]], seen: set[int]) -> list[int]:
    finished: list[int] = []
    seen.add(start)
    path = [(start, iter(ahead[start]))]
    while path:
        node, rest = path[-1]
        following = next((one for one in rest if one not in seen), None)
        if following is None:
            finished.append(node)
            path.pop()
        else:
            seen.add(following)
            path.append((following, iter(ahead[following])))
    return finished


def _mark(start: int, behind: dict[int, list[int]], found: dict[int, int]) -> None:
    waiting = [start]
    found[start] = start
    while waiting:
        for node in behind[waiting.pop()]:
            if node not in found:
                found[node] = start
                waiting.append(node)
