"""What the hub is compared with: stock Channels groups, and sockets without anything else."""

from __future__ import annotations

import asyncio
from typing import Any

import redis.asyncio
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter
from django.conf import settings

from safety_net.asgi import application as product

GROUP = "benchmark"
CHANNEL = "benchmark-raw"


class Stock(AsyncWebsocketConsumer):
    """A consumer as the Channels tutorial writes it."""

    async def connect(self) -> None:
        await self.channel_layer.group_add(GROUP, self.channel_name)
        await self.accept()
        await self.send(text_data='{"welcome":1}')

    async def benchmark_event(self, event: dict[str, Any]) -> None:
        await self.send(text_data=event["text"])


class Raw:
    """One subscription, one list of sockets, nothing between them: the upper bound."""

    def __init__(self) -> None:
        self._sends: list[Any] = []
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if self._task is None:
            self._task = asyncio.create_task(self._fan_out())
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "text": '{"welcome":1}'})
        self._sends.append(send)
        while (await receive())["type"] != "websocket.disconnect":
            pass
        self._sends.remove(send)

    async def _fan_out(self) -> None:
        subscription = redis.asyncio.Redis.from_url(settings.REDIS_URL).pubsub()
        await subscription.subscribe(CHANNEL)
        async for message in subscription.listen():
            if message["type"] == "message":
                event = {"type": "websocket.send", "text": message["data"].decode()}
                for send in self._sends:
                    await send(event)


async def answer(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"ok"})


stock = ProtocolTypeRouter({"websocket": Stock.as_asgi(), "http": answer})
raw = ProtocolTypeRouter({"websocket": Raw(), "http": answer})
hub = product
