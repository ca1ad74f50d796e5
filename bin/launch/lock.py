"""One run at a time on one var folder. The kernel drops the lock however the holder ends."""

import fcntl
import os
from pathlib import Path
from typing import TextIO

from launch.say import Failed


def take(file: Path, doing: str) -> TextIO:
    """Lock `file`, for as long as the answer is kept. Raises Failed when somebody holds it."""
    lock = file.open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        with lock:
            lock.seek(0)
            holder = lock.read().strip() or "another process"
        raise Failed(f"{doing} is already running on {file.parent.parent} ({holder}).") from None
    note(lock, f"process {os.getpid()}")
    return lock


def note(lock: TextIO, text: str) -> None:
    """Write what the next one who finds the lock held is told."""
    lock.seek(0)
    lock.truncate()
    lock.write(text)
    lock.flush()
