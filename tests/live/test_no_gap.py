"""Cut at random, killed in the middle: nothing is missing and nothing comes twice."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from safety_net.core import city_log, clock
from safety_net.core.access import EVERYONE, SYSTEM, agency_token
from safety_net.core.live import reading
from tests.live.conftest import APPLICATION
from tests.live.crowd import visible
from tests.support.nursery import ROOT
from tests.support.people import Member, a_member, an_agency
from tests.support.ringing import BellRang
from tests.support.server import Server

pytestmark = pytest.mark.usefixtures("city")
MEMBERS = 20


def write(count: int, insiders: str, *, per_change: int, seconds: float) -> None:
    """`count` entries over about `seconds`; who may see each follows from its seq."""
    seq, began = reading.head(), time.monotonic()
    for done in range(0, count, per_change):
        with city_log.change(by=SYSTEM, at=clock.now()) as log:
            for _ in range(per_change):
                seq += 1
                audience = {EVERYONE} if visible(seq, sees_all=False) else {insiders}
                log.append(BellRang(subject_id=seq), audience=audience)
        ahead = began + seconds * (done + per_change) / count - time.monotonic()
        time.sleep(max(0.0, ahead))


def cut_at_random(
    server: Server, *, desks: int, entries: int, seconds: float, halfway: Callable[[], None]
) -> dict[str, Any]:
    """Write `entries` while `desks` listen and are cut; what the desks found."""
    fire, police = an_agency("fire"), an_agency("police")
    members = [a_member((fire, police)[number % 2]) for number in range(MEMBERS)]
    people = [told(members[number % MEMBERS], fire.pk) for number in range(desks)]
    words = [server.socket_url, str(reading.head() + entries), str(seconds)]
    crowd = subprocess.Popen(
        [sys.executable, "-m", "tests.live.crowd", *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert crowd.stdin is not None
    assert crowd.stdout is not None
    with crowd:
        crowd.stdin.write(json.dumps(people))
        crowd.stdin.close()
        assert json.loads(crowd.stdout.readline())["ready"]
        for _ in range(2):
            write(entries // 2, agency_token(fire.pk), per_change=10, seconds=seconds / 2)
            halfway()
        found: dict[str, Any] = json.loads(crowd.stdout.readline())
    return found


def told(member: Member, insiders: int) -> dict[str, Any]:
    return {"cookie": member.cookie, "sees_all": member.membership.agency_id == insiders}


def test_a_killed_server_and_a_small_ring_lose_nothing(city: None) -> None:
    with Server(APPLICATION, LIVE_RING_ENTRIES="60", LIVE_FRAME_ENTRIES="7") as server:

        def power_cut() -> None:
            server.kill()
            server.start()

        found = cut_at_random(server, desks=40, entries=2_000, seconds=5, halfway=power_cut)
    assert found["faults"] == 0
    assert found["cuts"] > 10
    assert found["snapshots"] == 0


@pytest.mark.slow
def test_500_desks_and_20_000_entries(city: None) -> None:
    with Server(APPLICATION, LIVE_PACE_SECONDS="0.2") as server:
        head = reading.head()
        found = cut_at_random(server, desks=500, entries=20_000, seconds=20, halfway=lambda: None)
    assert found["faults"] == 0
    assert found["cuts"] > 500
    assert found["snapshots"] == 0
    # Half of the desks see every entry, half see two of three. Nobody saw one twice.
    assert found["entries"] == 250 * 20_000 + 250 * sum(
        visible(seq, sees_all=False) for seq in range(head + 1, head + 20_001)
    )
