"""The hub's picture of positions: whoever comes when, all end with the same, and nothing queues."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from safety_net.core.live.registry import Position, Positions
from safety_net.core.live.whereabouts import FRAMES_KEPT, NOTHING, Whereabouts

NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
FIRE, POLICE = frozenset({"agency:1"}), frozenset({"agency:2"})
ALL = FIRE | POLICE
Picture = dict[int, int]


def at(second: float) -> datetime:
    return NOON + timedelta(seconds=second)


def here(unit: int, place: int = 0, audience: frozenset[str] = ALL) -> Position:
    return Position(unit, audience, b"[%d,%d]" % (unit, place))


def read(where: Whereabouts, second: float, *positions: Position, whole: bool = False) -> bool:
    return where.take(Positions(at(second), list(positions), whole))


class Desk:
    """Applies what it is given, as a browser does."""

    def __init__(self, tokens: frozenset[str] = ALL) -> None:
        self.tokens, self.seen = tokens, NOTHING
        self.picture: Picture = {}
        self.frames = 0

    def listens(self, where: Whereabouts) -> list[int]:
        """The units of the frame that it gets, if any."""
        frame = where.frame(self.seen, self.tokens)
        self.seen = where.at
        if frame is None:
            return []
        self.frames += 1
        told = json.loads(frame)
        fresh = dict(told["units"])
        self.picture = fresh if told["full"] else self.picture | fresh
        return sorted(fresh)


def test_a_newcomer_gets_all_and_then_what_moved() -> None:
    where, desk = Whereabouts(), Desk()
    read(where, 0, here(1), here(2), whole=True)
    assert desk.listens(where) == [1, 2]
    read(where, 1, here(1), here(2, 5))
    assert desk.listens(where) == [2]
    assert not read(where, 2, here(2, 5))
    assert desk.listens(where) == []
    assert desk.frames == 2


def test_the_first_frame_comes_even_if_nobody_is_anywhere() -> None:
    where, desk = Whereabouts(), Desk()
    assert read(where, 0, whole=True)
    desk.listens(where)
    read(where, 1, whole=True)
    desk.listens(where)
    assert desk.frames == 1


def test_who_was_slow_gets_one_frame_with_the_newest_of_each() -> None:
    where, desk = Whereabouts(), Desk()
    read(where, 0, here(1), here(2), here(3), whole=True)
    desk.listens(where)
    for second in range(1, 100):
        read(where, second, here(1, second), here(2, second))
    assert desk.listens(where) == [1, 2]
    assert desk.picture == {1: 99, 2: 99, 3: 0}
    assert desk.frames == 2


def test_a_frame_is_encoded_once_for_all_who_lack_the_same() -> None:
    where = Whereabouts()
    read(where, 0, here(1), whole=True)
    first = where.at
    read(where, 1)
    second = where.at
    read(where, 2, here(1, 5))
    assert where.frame(first, ALL) is where.frame(second, ALL)
    assert where.frame(second, FIRE) is not where.frame(second, ALL)


def test_what_is_taken_away_makes_all_new() -> None:
    where, ours, theirs = Whereabouts(), Desk(FIRE), Desk(POLICE)
    read(where, 0, here(1), here(2), whole=True)
    for desk in (ours, theirs):
        desk.listens(where)
    read(where, 1, here(1, 0, FIRE))  # no longer shared, and it did not even move
    ours.listens(where)
    theirs.listens(where)
    assert (ours.picture, theirs.picture) == ({1: 0, 2: 0}, {2: 0})
    read(where, 2, here(1, 0, FIRE), whole=True)  # the second is put away
    ours.listens(where)
    theirs.listens(where)
    assert (ours.picture, theirs.picture) == ({1: 0}, {})


def test_a_clock_that_was_put_back_begins_anew() -> None:
    where, desk = Whereabouts(), Desk()
    read(where, 10, here(1), whole=True)
    desk.listens(where)
    read(where, 5, here(1, 7))
    assert desk.listens(where) == [1]
    read(where, 6, here(1, 8))
    assert desk.listens(where) == [1]


def test_frames_for_all_kinds_of_laggards_are_bounded() -> None:
    where, places = Whereabouts(), []
    for second in range(200):
        read(where, second, here(1, second), whole=second == 0)
        places.append(where.at)
    for place in places:
        where.frame(place, ALL)
    assert len(where._frames) <= FRAMES_KEPT


AUDIENCES = st.sampled_from([ALL, FIRE, POLICE])
UNITS = st.dictionaries(st.integers(1, 5), st.tuples(st.integers(0, 9), AUDIENCES), max_size=5)
STEPS = st.lists(
    st.tuples(UNITS, st.booleans(), st.sets(st.integers(0, 3))), min_size=1, max_size=25
)


@given(STEPS)
def test_all_desks_end_with_what_they_may_see(
    steps: list[tuple[dict[int, tuple[int, frozenset[str]]], bool, set[int]]],
) -> None:
    """Whatever moves, appears, goes or is unshared, and whoever listens when."""
    where, truth = Whereabouts(), dict[int, Position]()
    desks = [Desk(FIRE), Desk(POLICE), Desk(ALL), Desk(FIRE)]
    for second, (moved, whole, listening) in enumerate(steps):
        now = {unit: here(unit, place, audience) for unit, (place, audience) in moved.items()}
        truth = now if whole or second == 0 else truth | now
        read(where, second, *now.values(), whole=whole or second == 0)
        for number in listening:
            desks[number].listens(where)
    for desk in desks:
        desk.listens(where)
        visible = [one for one in truth.values() if not one.audience.isdisjoint(desk.tokens)]
        assert desk.picture == dict(json.loads(one.text) for one in visible)
