"""What an agency has no part in does not exist for it, on any way in, through a real server."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from incidents.models import Incident
from safety_net.core import clock
from safety_net.core.live import reading
from safety_net.core.live.snapshots import SHARED_SECONDS
from tests.support import deeds
from tests.support.cast import Person, file
from tests.support.listening import Desk, poll
from tests.support.people import Member, signed_in
from tests.support.server import Server

pytestmark = pytest.mark.usefixtures("committing")
SECRET = "the safe behind the counter"
AROUND = "bbox=125.9,36.9,126.3,37.2"


@pytest.fixture
def server(committing: None) -> Iterator[Server]:
    with Server() as running:
        yield running


def at_a_desk(person: Person) -> Member:
    return Member(person.user, person.membership, signed_in(person.user))


def ask(server: Server, who: Member, path: str, accept: str = "application/json") -> Any:
    """The status and the text of a GET."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        connection.request("GET", path, headers={"Cookie": who.cookie, "Accept": accept})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def a_theft_goes_on(mina: Person) -> Incident:
    """The police file it; then everything that happens to it is said aloud."""
    now = clock.now()
    theft = file(by=mina, kind="CRIME.THEFT", narrative=SECRET, at=now)
    deeds.acknowledges(mina, theft, at=now)
    deeds.notes(mina, theft, SECRET, at=now)
    deeds.reprioritises(mina, theft, 1, at=now)
    deeds.starts(mina, theft, at=now)
    return theft


def test_the_coast_guard_learns_nothing_of_a_theft(
    server: Server, mina: Person, jun: Person, outsider: Person
) -> None:
    police, city_hall, coast_guard = at_a_desk(mina), at_a_desk(jun), at_a_desk(outsider)
    began = reading.head()
    with (
        Desk(server, police) as insider,
        Desk(server, city_hall) as informed,
        Desk(server, coast_guard) as stranger,
    ):
        for desk in (insider, informed, stranger):
            desk.starts()
        theft = a_theft_goes_on(mina)
        for desk in (insider, informed, stranger):
            desk.reaches(reading.head())
        told = [entry["kind"] for entry in insider.entries]
        assert told[0] == "incident.filed"
        assert "note.added" in told
        assert [entry["kind"] for entry in informed.entries] == told
        assert stranger.entries == []
        assert SECRET not in json.dumps(stranger.frames)
    only_the_number(server, coast_guard, police, since=began)
    not_there(server, coast_guard, police, theft)


def only_the_number(server: Server, stranger: Member, insider: Member, *, since: int) -> None:
    """In a poll, in catch-up and in a snapshot that nobody asked for before."""
    time.sleep(SHARED_SECONDS)
    head = reading.head()
    assert len(poll(server, insider, f"?since={since}&wait=0")[1]["entries"]) == head - since
    _, missed = poll(server, stranger, f"?since={since}&wait=0")
    assert (missed["upto"], missed.get("entries", [])) == (head, [])
    _, snapshot = poll(server, stranger)
    assert (snapshot["as_of"], snapshot["board"]["incidents"]) == (head, [])
    assert len(poll(server, insider)[1]["board"]["incidents"]) == 1
    with Desk(server, stranger) as late:
        late.starts(since).reaches(head)
        assert late.entries == []


def not_there(server: Server, stranger: Member, insider: Member, theft: Incident) -> None:
    """In lists, on the map, and by its own address."""
    features = "/api/incidents/?" + AROUND
    similar = "/api/incidents/similar/?lon=126.07&lat=37.05&type=CRIME.THEFT"
    own = f"/api/incidents/{theft.pk}/"
    for path, accept in (
        ("/api/incidents/", "application/json"),
        (f"/api/incidents/?status=open&{AROUND}", "application/json"),
        (features, "application/geo+json"),
        (similar, "application/json"),
    ):
        for who, seen in ((insider, True), (stranger, False)):
            status, text = ask(server, who, path, accept)
            assert status == 200, text
            assert (theft.number in text) == seen, path
    for path in (own, f"{own}reports/", f"{own}timeline/"):
        assert ask(server, insider, path)[0] == 200, path
        status, text = ask(server, stranger, path)
        assert (status, SECRET in text) == (404, False), path
    assert SECRET in ask(server, insider, own)[1]
