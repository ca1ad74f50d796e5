"""Whatever a test asks over REST: one act leaves one set of entries, a refusal leaves none.

The acts of all tests are watched, so that no operation needs a test of its own for this. With
`SAFETY_NET_ACTS=FILE` each is written down: method, route, status, sets of entries.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from safety_net.core.city_log import writing

ACTS = frozenset({"POST", "PUT", "PATCH", "DELETE"})
# What is refused, and yet says so in the log.
TOLD_WHEN_REFUSED = frozenset({"api/me/hand-over/"})


@pytest.fixture(autouse=True)
def one_act_one_set_of_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts how often the log is written while a request is answered."""
    mine = threading.local()
    write, ask = writing.write, Client.request

    def counted(drafts: list[writing.Draft]) -> None:
        mine.sets = getattr(mine, "sets", 0) + 1
        write(drafts)

    def watched(client: Client, **environ: Any) -> Any:
        before = getattr(mine, "sets", 0)
        answer = ask(client, **environ)
        if environ.get("REQUEST_METHOD") in ACTS and environ["PATH_INFO"].startswith("/api/"):
            judge(environ, answer, getattr(mine, "sets", 0) - before)
        return answer

    monkeypatch.setattr(writing, "write", counted)
    monkeypatch.setattr(Client, "request", watched)


def judge(environ: dict[str, Any], answer: Any, sets: int) -> None:
    match = getattr(answer, "resolver_match", None)
    route = match.route if match else environ["PATH_INFO"]
    told = f"{environ['REQUEST_METHOD']} {route} {answer.status_code} {sets}"
    if "SAFETY_NET_ACTS" in os.environ:
        with Path(os.environ["SAFETY_NET_ACTS"]).open("a", encoding="utf-8") as file:
            file.write(told + "\n")
    assert sets <= 1, f"more than one set of entries: {told}"
    refused = answer.status_code >= 400 and route not in TOLD_WHEN_REFUSED
    assert not (refused and sets), f"refused, and yet in the log: {told}"
