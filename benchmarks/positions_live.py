"""1,000 positions a second into a web process that has 200 desks open, on loopback.

    DATABASE_URL=postgres://…/scratch REDIS_URL=… python -m benchmarks.positions_live
        [--minutes 1] [--sockets 200] [--units 1000]

The database must be migrated; the run makes agencies with units and people, and takes the units'
positions away. Server, desks and gateways are three processes. Four gateways, one an agency, send
over REST a batch each a second, a quarter of a second apart, so every unit moves once a second.
Every position carries the time at which it was sent; a frame is as late as the oldest position in
it that no later one replaced. "lost": desks that do not have the last position of all at the end.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks import ready  # noqa: F401  (loads Django, so it comes first)

# isort: split
import orjson

from agencies.models import Agency
from benchmarks.positions import Bench, an_agency_of
from tests.support.moving import a_device
from tests.support.people import a_member
from tests.support.server import Server

GATEWAYS = 4
SETTLING_SECONDS = 5  # nothing is sent any more, and everything should arrive
SAMPLE_SECONDS = 5


class Gateway(threading.Thread):
    """Sends a batch a second for one agency, at its own part of the second."""

    def __init__(self, server: Server, bench: Bench, part: float, key: str) -> None:
        super().__init__(daemon=True)
        self.server, self.bench, self.part = server, bench, part
        self.headers = {"Authorization": f"Device {key}", "Content-Type": "application/json"}
        self.stopped = threading.Event()
        self.sent = self.accepted = 0
        self.took: list[float] = []

    def run(self) -> None:
        due = time.monotonic() + self.part
        link = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        while not self.stopped.wait(max(0.0, due - time.monotonic())):
            due += 1.0
            fixes = self.bench.batch()
            now = datetime.now(UTC).isoformat()
            for fix in fixes:
                fix["at"] = now
            began = time.monotonic()
            link.request("POST", "/api/positions/", orjson.dumps({"fixes": fixes}), self.headers)
            answer = json.load(link.getresponse())
            self.took.append(time.monotonic() - began)
            self.sent += len(fixes)
            self.accepted += answer["accepted"]


class Process(threading.Thread):
    """How many megabytes the web process holds, every few seconds; and what it takes of a core."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.folder = Path(f"/proc/{pid}")
        self.stopped = threading.Event()
        self.megabytes: list[float] = []
        self.began, self.worked = time.monotonic(), self._processor_seconds()

    def share_of_a_core(self) -> float:
        return (self._processor_seconds() - self.worked) / (time.monotonic() - self.began)

    def _processor_seconds(self) -> float:
        fields = (self.folder / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def run(self) -> None:
        while not self.stopped.wait(SAMPLE_SECONDS):
            lines = (self.folder / "status").read_text(encoding="ascii").splitlines()
            [line] = [line for line in lines if line.startswith("VmRSS:")]
            self.megabytes.append(int(line.split()[1]) / 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--sockets", type=int, default=200)
    parser.add_argument("--units", type=int, default=1_000)
    asked = parser.parse_args()
    if not 0 < asked.minutes <= 60:
        parser.error("--minutes is 60 at most")
    with ExitStack() as stack:
        each = asked.units // GATEWAYS
        benches = [stack.enter_context(an_agency_of(each)) for _ in range(GATEWAYS)]
        server = Server(LIVE_CONNECTIONS_PER_USER=str(asked.sockets + 1))
        stack.enter_context(server)
        run(server, benches, asked.sockets, asked.minutes * 60)


def run(server: Server, benches: list[Bench], sockets: int, seconds: float) -> None:
    people = [a_member(bench.agency) for bench in benches]
    gateways = [
        Gateway(server, bench, number / len(benches), key_of(bench.agency))
        for number, bench in enumerate(benches)
    ]
    web = Process(server.pid)
    cookies = [person.cookie for person in people]
    with desks(server, cookies, sockets, seconds + SETTLING_SECONDS) as crowd:
        for thread in (*gateways, web):
            thread.start()
        time.sleep(3 + seconds)  # the desks wait as long before they measure
        for gateway in gateways:
            gateway.stopped.set()
        out, _ = crowd.communicate(timeout=SETTLING_SECONDS + 60)
    web.stopped.set()
    report(json.loads(out), gateways, web)
    for person in people:
        person.user.delete()


def key_of(agency: Agency) -> str:
    return a_device(agency)[1]


def desks(
    server: Server, cookies: list[str], sockets: int, seconds: float
) -> subprocess.Popen[str]:
    words = [server.socket_url, str(sockets), str(seconds)]
    crowd = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.position_sockets", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert crowd.stdin is not None
    assert crowd.stdout is not None
    crowd.stdin.write(json.dumps(cookies))
    crowd.stdin.close()
    crowd.stdin = None
    assert crowd.stdout.readline() == "ready\n"
    return crowd


def report(found: dict[str, Any], gateways: list[Gateway], web: Process) -> None:
    sent, accepted = (sum(getattr(one, name) for one in gateways) for name in ("sent", "accepted"))
    took = [seconds for one in gateways for seconds in one.took]
    last = max(found["newest"])
    lost = sum(one < last for one in found["newest"])
    megabytes, third = web.megabytes, max(1, len(web.megabytes) // 3)
    lines = [
        f"sent {sent:,} positions, {accepted:,} accepted; a batch {told(took)}",
        f"frame, its oldest position {told(found['oldest_ages'])}",
        f"frame, its middle position {told(found['middle_ages'])}",
        f"a desk: {span(found['frames'])} frames, {span(found['positions'])} positions",
        f"lost {lost}, cut off {found['gone']}",
        f"web process, first third: {mean(megabytes[:third]):.0f} MB",
        f"last third: {mean(megabytes[-third:]):.0f} MB, most: {max(megabytes):.0f} MB",
        f"it took {web.share_of_a_core():.0%} of a core; load {os.getloadavg()[1]:.1f}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


def span(numbers: list[int]) -> str:
    return f"{min(numbers):,}–{max(numbers):,}"


def told(seconds: list[float]) -> str:
    ranked = sorted(seconds)
    parts = [
        f"p{part} {ranked[min(len(ranked) - 1, len(ranked) * part // 100)] * 1000:,.0f} ms"
        for part in (50, 95, 99)
    ]
    return " ".join(parts)


if __name__ == "__main__":
    main()
