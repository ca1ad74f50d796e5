"""Which requests are live, and which go to the WSGI threads."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_from_bytes

from a2wsgi import WSGIMiddleware
from channels.routing import ProtocolTypeRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.conf import settings
from django.http.request import split_domain_port, validate_host

from safety_net.core.bounds import bounded
from safety_net.core.live.hub import hubs
from safety_net.core.live.longpoll import live_poll
from safety_net.core.live.socket import headers_of, live_socket

SOCKET_PATH = "/ws/live/"
POLL_PATH = "/api/live/"
WEB_THREADS = 12
ASCII = "".join(chr(code) for code in range(0x21, 0x7F))


def entrance(pages: Any) -> Any:
    """The ASGI application of a web process; `pages` is Django's WSGI application."""
    threads = WSGIMiddleware(pages, workers=getattr(settings, "WEB_THREADS", WEB_THREADS))

    async def http(scope: Any, receive: Any, send: Any) -> None:
        if scope["path"] == POLL_PATH and _host_is_ours(scope):
            return await live_poll(scope, receive, send)
        # A raw byte in a query is not allowed, but it is no reason to fail either.
        scope["query_string"] = quote_from_bytes(scope["query_string"], safe=ASCII).encode()
        return await threads(scope, receive, send)

    return ProtocolTypeRouter(
        {
            "websocket": AllowedHostsOriginValidator(_sockets),
            "http": bounded(http),
            "lifespan": _lifespan,
        }
    )


async def _sockets(scope: Any, receive: Any, send: Any) -> None:
    if scope["path"] == SOCKET_PATH:
        return await live_socket(scope, receive, send)
    await receive()
    await send({"type": "websocket.close", "code": 4404, "reason": ""})


def _host_is_ours(scope: Any) -> bool:
    """Django checks the host of all other requests; a foreign one gets its answer from there."""
    host, _ = split_domain_port(headers_of(scope["headers"]).get("host", ""))
    return bool(host) and validate_host(host, settings.ALLOWED_HOSTS)


async def _lifespan(scope: Any, receive: Any, send: Any) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.shutdown":
            await hubs.stop()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
