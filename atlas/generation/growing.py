"""Regions grown from seeds over a graph of neighbours, so that each hangs together."""

import heapq

import numpy as np
from numpy.typing import NDArray

from atlas.generation.grid import Field


def grow(
    count: int, pairs: NDArray[np.int64], cost: Field, seeds: list[int], pace: Field
) -> NDArray[np.int64]:
    """The seed (its place in the list) that reaches each node most cheaply.

    `pace` slows a seed down: one with a small pace keeps a small region. Nodes that nobody
    reaches (an unlinked graph) get -1.
    """
    links = _links(count, pairs, cost)
    owner = np.full(count, -1, dtype=np.int64)
    queue = [(0.0, node, number) for number, node in enumerate(seeds)]
    heapq.heapify(queue)
    while queue:
        spent, node, number = heapq.heappop(queue)
        if owner[node] >= 0:
            continue
        owner[node] = number
        for there, far in links[node]:
            if owner[there] < 0:
                heapq.heappush(queue, (spent + far / float(pace[number]), there, number))
    return owner


def _links(count: int, pairs: NDArray[np.int64], cost: Field) -> list[list[tuple[int, float]]]:
    links: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    for (one, two), far in zip(pairs.tolist(), cost.tolist(), strict=True):
        links[one].append((two, far))
        links[two].append((one, far))
    return links


def spread(points: Field, weight: Field, number: int, dice: np.random.Generator) -> list[int]:
    """`number` of the points, spread out by weight: k-means centres, each its nearest point."""
    number = min(number, len(points))
    chosen = _first_guess(points, weight, number, dice)
    centres = points[chosen]
    for _ in range(12):
        away = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
        nearest = away.argmin(axis=1)
        total = np.bincount(nearest, weights=weight, minlength=number)
        for axis in (0, 1):
            sums = np.bincount(nearest, weights=weight * points[:, axis], minlength=number)
            centres[:, axis] = np.where(total > 0, sums / np.maximum(total, 1e-9), centres[:, axis])
    return _nearest_each(points, centres)


def _first_guess(points: Field, weight: Field, number: int, dice: np.random.Generator) -> list[int]:
    """k-means++: each next one far from those before."""
    chosen = [int(np.argmax(weight))]
    away = np.full(len(points), np.inf)
    for _ in range(number - 1):
        away = np.minimum(away, ((points - points[chosen[-1]]) ** 2).sum(axis=1))
        chance = weight * away
        chance[chosen] = 0
        if chance.sum() <= 0:
            chance = np.where(np.isin(np.arange(len(points)), chosen), 0.0, 1.0)
        chosen.append(int(dice.choice(len(points), p=chance / chance.sum())))
    return chosen


def _nearest_each(points: Field, centres: Field) -> list[int]:
    free = np.ones(len(points), dtype=bool)
    result = []
    for centre in centres:
        away = ((points - centre) ** 2).sum(axis=1)
        best = int(np.where(free, away, np.inf).argmin())
        free[best] = False
        result.append(best)
    return result
