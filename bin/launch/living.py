"""What the kernel tells about a process."""

import os
from pathlib import Path


def began(pid: int) -> str:
    """When a process started; empty when there is none, or when it has ended and is a zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if state[0] == "Z" else state[19]


def program_of(pid: int) -> str:
    """The name of the program that a process runs. Raises OSError when there is none to see."""
    return Path(os.readlink(f"/proc/{pid}/exe")).name


def runs(pid: int, program: str) -> bool:
    """Whether a living process of this number runs this program."""
    try:
        return program_of(pid) == program
    except OSError:
        return False
