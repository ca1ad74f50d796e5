"""Blocks of a file shared out to processes beside this one; answers in the order of the blocks."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Generic, TypeVar, cast

Block = TypeVar("Block")
Answer = TypeVar("Answer")
# Forked: a helper has what it needs at once, without a second of importing Django.
FORK = get_context("fork")
# This process and PostgreSQL have little to do while a file is read; two helpers fill two cores.
HELPERS = 2
# Seconds for the block in hand when a helper is told to end.
PATIENCE = 5


class HelperLost(Exception):
    """A helper ended without an answer, as when the system runs out of memory."""


class Helpers(AbstractContextManager["Helpers[Block, Answer]"], Generic[Block, Answer]):
    """Helpers doing `work`. They end with the block `with`, and when this process dies."""

    def __init__(self, work: Callable[[Block], Answer]) -> None:
        self._work = work
        self._helpers: list[_Helper[Block, Answer]] = []

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for helper in self._helpers:
            helper.end()
        self._helpers.clear()

    def map(self, blocks: Iterable[Block]) -> Iterator[Answer]:
        """work(block) of each; what it raises is raised here. HelperLost when one dies.

        No more than HELPERS + 1 blocks are in memory. A single block is not worth a helper.
        """
        waiting = iter(blocks)
        first = list(islice(waiting, HELPERS))
        if len(first) < HELPERS:
            yield from map(self._work, first)
            return
        for _ in range(HELPERS):
            self._helpers.append(_Helper(self._work, self._helpers))
        yield from self._in_turn(chain(first, waiting))

    def _in_turn(self, blocks: Iterator[Block]) -> Iterator[Answer]:
        """Each has one block at a time, so that no two ever wait for each other to listen."""
        sent = 0
        for turn, block in enumerate(blocks):
            helper = self._helpers[turn % HELPERS]
            answers = [helper.answer()] if turn >= HELPERS else []
            helper.send(block)
            yield from answers
            sent = turn + 1
        for turn in range(sent, sent + HELPERS):
            yield self._helpers[turn % HELPERS].answer()


class _Helper(Generic[Block, Answer]):
    def __init__(
        self, work: Callable[[Block], Answer], others: list[_Helper[Block, Answer]]
    ) -> None:
        self._line, its = FORK.Pipe()
        # A helper that kept these open would not notice the death of this process.
        not_its = [self._line, *(other._line for other in others)]
        self._process = FORK.Process(target=_serve, args=(its, not_its, work), daemon=True)
        self._process.start()
        its.close()

    def send(self, block: Block) -> None:
        try:
            self._line.send(block)
        except OSError as error:
            raise self._lost() from error

    def answer(self) -> Answer:
        try:
            answer = self._line.recv()
        except (EOFError, OSError) as error:
            raise self._lost() from error
        if isinstance(answer, Exception):
            raise answer
        return cast("Answer", answer)

    def end(self) -> None:
        self._line.close()
        self._process.join(PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def _lost(self) -> HelperLost:
        self._process.join(PATIENCE)
        return HelperLost(f"a reading process ended early ({self._process.exitcode})")


def _serve(its: Connection, not_its: list[Connection], work: Callable[[Block], Answer]) -> None:
    """What a helper does until nobody is at the other end. Ctrl-C is for the main process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for line in not_its:
        line.close()
    try:
        while True:
            its.send(_answer(work, its.recv()))
    except (EOFError, ConnectionError):
        return


def _answer(work: Callable[[Block], Answer], block: Block) -> Answer | Exception:
    try:
        return work(block)
    except Exception as fault:  # noqa: BLE001  (it is raised again in the main process)
        fault.add_note(f"In a helper:\n{traceback.format_exc()}")
        return fault
