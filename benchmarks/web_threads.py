"""How fast a POST is answered by WSGI threads and by Django's ASGI handler.

    DATABASE_URL=postgres://…/scratch REDIS_URL=… python -m benchmarks.web_threads

The same server, settings, middleware and view; sixteen connections, each asking again as soon as
it is answered. The run writes entries to the log of the database.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time

import benchmarks.ready  # isort: skip  # noqa: F401  (imported first: it loads Django)

from tests.support.server import Server

CONNECTIONS = 16
SECONDS = 8
ROUNDS = 2


async def keep_asking(port: int, path: str, until: float, took: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    request = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\n{{}}".encode()
    while time.monotonic() < until:
        began = time.monotonic()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        assert b" 200 " in head.split(b"\r\n")[0], head
        lines = head.decode().lower().split("\r\n")
        size = next(int(line.split(":")[1]) for line in lines if line.startswith("content-length"))
        await reader.readexactly(size)
        took.append(time.monotonic() - began)
    writer.close()


async def load(port: int, path: str) -> list[float]:
    took: list[float] = []
    until = time.monotonic() + SECONDS
    await asyncio.gather(*(keep_asking(port, path, until, took) for _ in range(CONNECTIONS)))
    return sorted(took)


def main() -> None:
    for path in ("/answer", "/write"):
        for name in ("threads", "django_asgi") * ROUNDS:
            served = f"benchmarks.web_applications:{name}"
            with Server(served, DJANGO_SETTINGS_MODULE="benchmarks.web_settings") as server:
                took = asyncio.run(load(server.port, path))
            p50, p95 = statistics.median(took), took[int(len(took) * 0.95)]
            sys.stdout.write(
                f"{path:8} {name:12} {len(took) / SECONDS:7.0f}/s"
                f"  p50 {p50 * 1000:6.1f} ms  p95 {p95 * 1000:6.1f} ms\n"
            )


if __name__ == "__main__":
    main()
