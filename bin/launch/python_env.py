"""The virtual environment, made from requirements files whose every package is pinned by hash."""

import sys
from pathlib import Path

from launch import run, stamps
from launch.paths import Paths
from launch.say import Failed

LOCKS = {"base": "requirements.txt", "dev": "requirements-dev.txt"}


def current(paths: Paths, lock: str) -> bool:
    """Whether the environment holds what the lock file says, for this Python in this folder."""
    return paths.python.exists() and stamps.current(stamp_file(paths, lock), wanted(paths, lock))


def make(paths: Paths, locks: list[str], log: Path) -> None:
    """Install the lock files that are not installed yet, in a new environment if need be."""
    if not works(paths):
        run.logged([sys.executable, "-m", "venv", "--clear", paths.venv], log)
    stale = [lock for lock in locks if not current(paths, lock)]
    files = [argument for lock in stale for argument in ("-r", str(paths.root / LOCKS[lock]))]
    pip: list[str | Path] = [paths.python, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    # Wheels only: a machine without a compiler must fail here and not half-way through a build.
    # Python compiles what it really imports; compiling everything now takes a third of the time.
    options = [
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--no-deps",
        "--no-compile",
        "--progress-bar",
        "off",
    ]
    run.logged([*pip, "install", *options, *files], log, env=run.clean_environment())
    for lock in stale:
        stamps.leave(stamp_file(paths, lock), wanted(paths, lock))


def works(paths: Paths) -> bool:
    """Whether there is an environment here that starts and has pip."""
    if not paths.python.exists():
        return False
    try:
        run.logged([paths.python, "-m", "pip", "--version"], paths.log / "python.log")
    except Failed:
        return False
    return True


def stamp_file(paths: Paths, lock: str) -> Path:
    return paths.venv / f".installed-{lock}"


def wanted(paths: Paths, lock: str) -> str:
    # A virtual environment knows its own path, so one that was moved must be made again.
    return stamps.of_files([paths.root / LOCKS[lock]], str(paths.venv), sys.version)
