"""The hub against stock Channels groups and bare sockets, in one run on one machine.

    DATABASE_URL=postgres://…/scratch REDIS_URL=… python -m benchmarks.live_fanout [--sockets 500]

The database must be migrated; the run writes log entries to it. Server, sockets and writer are
three processes. Lone events: one at a time, and how long until the last socket has it, counted
from the commit. Burst: events as fast as the server takes them.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from redis import Redis

from benchmarks.live_applications import CHANNEL, GROUP
from safety_net.core.live import reading
from tests.support.people import a_member
from tests.support.ringing import ring
from tests.support.server import Server

LONE_EVENTS = 60
LONE_PAUSE = 0.15
TEXT = "x" * 400

Write = Callable[[int, int], None]


@dataclass(frozen=True)
class Figures:
    name: str
    lone_p50: float
    lone_p95: float
    deliveries_per_second: float


class Crowd:
    """The process that holds the sockets."""

    def __init__(self, server: Server, sockets: int, last: int) -> None:
        words = [server.socket_url, COOKIE, str(sockets), str(last)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.live_sockets", *words],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"

    def arrivals(self) -> dict[int, float]:
        """When the last socket had each event."""
        out, _ = self._process.communicate(timeout=120)
        return {int(event): at for event, at in json.loads(out).items()}


@dataclass(frozen=True)
class Contender:
    name: str
    write: Write  # (first, count): returns when they are committed or published
    first: Callable[[], int]

    def measure(self, sockets: int, burst: int) -> Figures:
        application = f"benchmarks.live_applications:{self.name}"
        with Server(application, LIVE_CONNECTIONS_PER_USER=str(sockets + 1)) as server:
            lone = self._lone(server, sockets)
            rate = self._burst(server, sockets, burst)
        return Figures(self.name, statistics.median(lone), _p95(lone), rate)

    def _lone(self, server: Server, sockets: int) -> list[float]:
        first = self.first()
        crowd = Crowd(server, sockets, first + LONE_EVENTS - 1)
        committed = {}
        for event in range(first, first + LONE_EVENTS):
            self.write(event, 1)
            committed[event] = time.monotonic()
            time.sleep(LONE_PAUSE)
        arrived = crowd.arrivals()
        return [max(0.0, arrived[event] - committed[event]) for event in committed]

    def _burst(self, server: Server, sockets: int, burst: int) -> float:
        first = self.first()
        crowd = Crowd(server, sockets, first + burst - 1)
        began = time.monotonic()
        self.write(first, burst)
        arrived = crowd.arrivals()
        return sockets * len(arrived) / (max(arrived.values()) - began)


def write_log(first: int, count: int) -> None:
    """As the product does: each event in the log; a burst in changes of ten."""
    for done in range(0, count, 10):
        ring(times=min(10, count - done), text=TEXT)


def group_send(first: int, count: int) -> None:
    layer = get_channel_layer()
    assert layer is not None

    async def send() -> None:
        for event in range(first, first + count):
            text = json.dumps({"n": event, "text": TEXT})
            await layer.group_send(GROUP, {"type": "benchmark.event", "text": text})

    async_to_sync(send)()


def publish(first: int, count: int) -> None:
    with Redis.from_url(settings.REDIS_URL) as client:
        for event in range(first, first + count):
            client.publish(CHANNEL, json.dumps({"n": event, "text": TEXT}))


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sockets", type=int, default=500)
    parser.add_argument("--burst", type=int, default=2_000)
    asked = parser.parse_args()
    contenders = (
        Contender("stock", group_send, lambda: 1),
        Contender("raw", publish, lambda: 1),
        Contender("hub", write_log, lambda: reading.head() + 1),
    )
    # The stock layer drops what does not fit, so its burst is one it can hold.
    found = [
        one.measure(asked.sockets, asked.burst if one.name == "hub" else 200) for one in contenders
    ]
    report(found)


def report(found: list[Figures]) -> None:
    stock = found[0]
    for one in found:
        sys.stdout.write(
            f"{one.name:6} lone event, all sockets: p50 {one.lone_p50 * 1000:7.1f} ms"
            f"  p95 {one.lone_p95 * 1000:7.1f} ms ({one.lone_p50 / stock.lone_p50:5.2f}x stock)"
            f"   burst {one.deliveries_per_second:9,.0f} deliveries/s"
            f" ({one.deliveries_per_second / stock.deliveries_per_second:6.1f}x stock)\n"
        )


COOKIE = a_member().cookie

if __name__ == "__main__":
    main()
