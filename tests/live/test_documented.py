"""docs/live.md is true: its examples have the shape of what a real server sends."""

from __future__ import annotations

import http.client
import json
import re
from dataclasses import asdict
from typing import Any

import pytest

from safety_net.core import clock
from safety_net.core.live import protocol, reading
from safety_net.core.live.limits import Limits
from safety_net.core.models import LogEntry
from tests.support.fleet import a_unit
from tests.support.listening import Desk, poll
from tests.support.moving import a_fix, tells
from tests.support.nursery import ROOT
from tests.support.people import a_member
from tests.support.ringing import ring
from tests.support.server import Server

TEXT = (ROOT / "docs" / "live.md").read_text(encoding="utf-8")
EXAMPLES = {
    name: json.loads(body)
    for name, body in re.findall(r"^```json ([\w-]+)\n(.*?)\n```$", TEXT, re.MULTILINE | re.DOTALL)
}
# What a reader fills with things of their own; what is inside is not the protocol's business.
OPEN = {"data", "board", "engine"}


def shape(value: Any) -> Any:
    """The names and types of a JSON value; whole and broken numbers are both numbers."""
    if isinstance(value, dict):
        return {name: ... if name in OPEN else shape(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value[:1]]
    return (
        "number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value)
    )


def test_every_frame_has_the_documented_shape(server: Server) -> None:
    dani = a_member()
    engine, now = a_unit(dani.agency, "E 11"), clock.now()
    tells(dani.agency, now, a_fix(engine, now, heading=0, speed_kmh=1.5, accuracy_m=8))
    with Desk(server, dani) as desk:
        desk.starts()
        desk.hears("positions")
        ring()
        desk.reaches(reading.head())
        desk.hears("heartbeat")
        for _ in range(11):
            desk.says(EXAMPLES["start"])
        desk.is_closed()
    by_type = {frame["type"]: frame for frame in desk.frames}
    assert set(by_type) == {
        "hello",
        "snapshot",
        "entries",
        "positions",
        "heartbeat",
        "bye",
    }
    for kind, frame in by_type.items():
        assert masked(shape(frame)) == masked(shape(EXAMPLES[kind])), kind
    assert by_type["hello"]["protocol"] == EXAMPLES["hello"]["protocol"]


def masked(found: dict[str, Any]) -> dict[str, Any]:
    """An entry may be made by nobody in particular; then user and agency are null."""
    for entry in found.get("entries", []):
        entry["by"] = dict.fromkeys(entry["by"], ...)
    return found


def test_a_poll_names_its_viewer_and_a_refusal_is_a_problem_document(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", "/api/live/", headers={"Cookie": a_member().cookie})
    viewer = json.loads(connection.getresponse().headers["Live-Viewer"])
    connection.close()
    assert shape(viewer) == shape(EXAMPLES["live-viewer"])
    assert poll(server, None) == (401, EXAMPLES["problem"])


def test_every_bye_stands_in_the_table() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\d{4}) \| (yes|no) \|", TEXT, re.MULTILINE)
    assert [(code, int(close), retry == "yes") for code, close, retry in rows] == [
        (bye.code, bye.close, bye.retry) for bye in protocol.BYES
    ]


def test_the_limits_are_those_in_force() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([\d.,]+) \|$", TEXT, re.MULTILINE)
    told = {name: float(value.replace(",", "")) for name, value in rows}
    true = asdict(Limits())
    assert told == {name: true[name] for name in told}
    assert set(true) - set(told) == {"poll_seconds", "pace_seconds", "farewell_seconds"}


@pytest.mark.usefixtures("city")
def test_the_hub_writes_entries_as_everybody_else_does() -> None:
    head = reading.head()
    ring(text='한글 and \\ "quotes"')
    row = reading.news(head).rows[0]
    entry = LogEntry.objects.get(seq=head + 1)
    assert json.loads(row.text) == json.loads(json.dumps(entry.wire()))
    assert row.audience == set(entry.audience)
