"""The web server: uvicorn with the bounds that the live channel relies on.

python -m safety_net.server --port 8000
"""

from __future__ import annotations

import argparse
import os
from typing import Any

import django
import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

LARGEST_FRAME = 16_384  # what a browser may send; the application allows less
ABORT_SECONDS = 5.0
LOOPBACK = ("127.0.0.1", "::1")


class Socket(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket with one more way out: a goodbye to a peer that stopped reading.

    `websocket.close` waits until the peer has taken what is under way, so a peer that never reads
    would keep its memory for ever. `dismiss` writes the last words and aborts soon after.
    """

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        scope = getattr(self, "scope", None)
        if scope is not None:
            scope["extensions"]["safety_net.dismiss"] = self.dismiss

    def dismiss(self, frame: bytes, code: int) -> None:
        """Send `frame` and a close with `code` without waiting; abort what is left in 5 s."""
        if self.close_sent or self.disconnected or self.transport.is_closing():
            return
        self.conn.send_text(frame)
        self.conn.send_close(code)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.transport.resume_reading()
        # on_task_complete leaves a socket alone while this timer runs: the peer closes first.
        self.close_timer = self.loop.call_later(ABORT_SECONDS, self.transport.abort)


def main() -> None:
    arguments = _arguments()
    check()
    if arguments.fd is not None:
        where: dict[str, Any] = {"fd": arguments.fd}
    else:
        where = {"host": arguments.host, "port": arguments.port}
    how = {"workers": arguments.workers, **believed(loopback=arguments.behind_proxy)}
    serve(arguments.application, **where, **how)


def believed(*, loopback: bool) -> dict[str, Any]:
    """Whose X-Forwarded-For and X-Forwarded-Proto count: nobody's, unless they are named.

    From the last address that is no proxy of ours comes the client's, in the log and the throttles.
    """
    proxies = [*settings.SAFETY_NET_TRUSTED_PROXIES, *(LOOPBACK if loopback else ())]
    return {"proxy_headers": bool(proxies), "forwarded_allow_ips": ",".join(proxies) or "none"}


def check() -> None:
    """Refuse to start on a wrong configuration, with what to do about it: SystemCheckError."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safety_net.settings.local")
    django.setup()
    call_command("check")
    # Only these: others ask the database, too, and a web process starts also while it is away.
    call_command("check", tags=["database"], databases=[DEFAULT_DB_ALIAS])


def serve(application: str, **how: Any) -> None:
    """Serve until a signal comes. `how` says where, and whatever else uvicorn is told."""
    uvicorn.run(
        application,
        ws=Socket,
        ws_max_size=LARGEST_FRAME,
        ws_per_message_deflate=False,  # three times slower, and a side channel
        ws_ping_interval=20.0,
        ws_ping_timeout=20.0,
        server_header=False,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=2,
        **how,
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Serve Safety Net over HTTP.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--fd", type=int, help="a socket that listens already")
    parser.add_argument("--application", default="safety_net.asgi:application")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--behind-proxy", action="store_true", help="trust a proxy on loopback")
    return parser.parse_args()


if __name__ == "__main__":
    main()
