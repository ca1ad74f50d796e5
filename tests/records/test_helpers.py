"""Blocks are read by processes beside the import; whatever fails, none is left and none hangs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest

from records.services.helpers import HELPERS, HelperLost, Helpers

ROOT = Path(__file__).resolve().parents[2]
# What a helper of a process does that is killed: it tells its id, then waits for work.
ORPHANS = """
import os, signal
from records.services.helpers import Helpers
with Helpers(lambda block: os.getpid()) as helpers:
    answers = helpers.map(range(100))
    print(next(answers), next(answers), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def doubled(block: int) -> tuple[int, int]:
    return 2 * block, os.getpid()


def test_answers_come_in_the_order_of_the_blocks_from_other_processes() -> None:
    with Helpers(doubled) as helpers:
        answers = list(helpers.map(range(25)))
    assert [answer for answer, _ in answers] == [2 * block for block in range(25)]
    readers = {reader for _, reader in answers}
    assert (len(readers), os.getpid() in readers) == (HELPERS, False)
    assert not active_children()


def test_a_single_block_is_read_here_and_none_is_nothing() -> None:
    with Helpers(doubled) as helpers:
        assert list(helpers.map([4])) == [(8, os.getpid())]
        assert list(helpers.map([])) == []


def test_the_file_is_not_read_far_ahead_of_what_is_stored() -> None:
    taken: list[int] = []

    def blocks() -> Iterator[int]:
        for block in range(50):
            taken.append(block)
            yield block

    with Helpers(doubled) as helpers:
        for done, _ in enumerate(helpers.map(blocks()), start=1):
            assert len(taken) - done <= HELPERS


def test_what_goes_wrong_in_a_helper_is_told_here() -> None:
    def work(block: int) -> float:
        return 1 / (block - 7)

    with pytest.raises(ZeroDivisionError) as told, Helpers(work) as helpers:
        list(helpers.map(range(20)))
    assert "in work" in "".join(told.value.__notes__)
    assert not active_children()


def test_a_source_that_breaks_off_and_a_reader_that_stops_leave_no_helper() -> None:
    def blocks() -> Iterator[int]:
        yield from range(9)
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"), Helpers(doubled) as helpers:
        list(helpers.map(blocks()))
    with Helpers(doubled) as helpers:
        next(helpers.map(range(20)))
    assert not active_children()


def test_a_helper_that_is_killed_ends_the_import_and_does_not_hang_it() -> None:
    def work(block: int) -> int:
        if block == 5:
            os.kill(os.getpid(), signal.SIGKILL)
        return block

    with pytest.raises(HelperLost, match="-9"), Helpers(work) as helpers:
        list(helpers.map(range(20)))
    assert not active_children()


def test_helpers_end_with_a_process_that_is_killed() -> None:
    died = subprocess.run(
        [sys.executable, "-c", ORPHANS], cwd=ROOT, capture_output=True, text=True, timeout=20,
        check=False,
    )  # fmt: skip
    assert died.returncode == -signal.SIGKILL
    waiting = {Path(f"/proc/{helper}/stat") for helper in died.stdout.split()}
    assert len(waiting) == HELPERS
    until = time.monotonic() + 5
    while any(map(_runs, waiting)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(map(_runs, waiting))


def _runs(stat: Path) -> bool:
    """A process that ended and was not yet asked about is a zombie, and runs no more."""
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
