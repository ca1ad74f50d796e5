"""What is wrong with a row, said so that a clerk can find and mend it."""

from __future__ import annotations

from dataclasses import dataclass


class PackError(Exception):
    """The pack itself, or a whole file of it, cannot be used; each problem on a line."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class FileFault(Exception):
    """One file cannot be read at all; the layer is left as it was."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One fault of one row. `used` tells whether the row was loaded all the same."""

    layer: str
    where: str
    code: str
    message: str
    used: bool = False
