"""Stamps: a step is skipped while everything that it depends on is as it was."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def of_files(files: Iterable[Path], *extra: str) -> str:
    """A stamp over the contents of `files` and some further words."""
    digest = hashlib.sha256("\0".join(extra).encode())
    for file in files:
        digest.update(file.read_bytes() if file.exists() else b"(absent)")
    return digest.hexdigest()


def of_trees(trees: Iterable[Path], *extra: str) -> str:
    """A quicker stamp: name, size and time of every file below `trees`."""
    digest = hashlib.sha256("\0".join(extra).encode())
    for tree in trees:
        for folder, folders, files in os.walk(tree):
            folders.sort()
            for name in sorted(files):
                found = os.stat(os.path.join(folder, name), follow_symlinks=False)
                digest.update(f"{folder}/{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def current(stamp: Path, value: str) -> bool:
    """Whether the step that left `stamp` has been done for `value`."""
    return stamp.exists() and stamp.read_text() == value


def leave(stamp: Path, value: str) -> None:
    """Note that the step is done. Written last, so a step that was cut off is done again."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)
