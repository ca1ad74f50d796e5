"""The desk offers the moves that the server allows, no others."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from dispatch.states import UNIT_MOVES, UnitStatus
from tests.reducers.desks import NODE
from units.states import DUTY_MOVES, Duty

TABLES = Path(__file__).parents[2] / "static" / "js" / "domain" / "unit_status.js"
SCRIPT = "const all = await import(process.argv[1]); console.log(JSON.stringify(all))"

Moves = dict[str, set[str]]


@pytest.fixture(scope="module")
def desk() -> dict[str, dict[str, list[str]]]:
    words = [str(NODE), "--input-type=module", "-e", SCRIPT, TABLES.as_uri()]
    answer = subprocess.run(words, capture_output=True, text=True, check=True, timeout=30)
    tables: dict[str, dict[str, list[str]]] = json.loads(answer.stdout)
    return tables


def sets(table: dict[str, list[str]]) -> Moves:
    return {status: set(moves) for status, moves in table.items() if moves}


def plain(table: dict[str, set[str]]) -> Moves:
    return {str(status): {str(move) for move in moves} for status, moves in table.items() if moves}


def test_a_unit_moves_at_the_desk_as_it_does_at_the_server(
    desk: dict[str, dict[str, list[str]]],
) -> None:
    assert sets(desk["UNIT_MOVES"]) == plain(UNIT_MOVES)
    assert sets(desk["DUTY_MOVES"]) == plain(DUTY_MOVES)


def test_every_status_has_a_sign(desk: dict[str, dict[str, list[str]]]) -> None:
    assert set(desk["UNIT_STATES"]) == {str(one) for one in (*UnitStatus, *Duty)}
