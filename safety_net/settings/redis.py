"""What Redis carries: wake-ups and counters. It remembers nothing."""

from __future__ import annotations

from typing import Any

from redis.backoff import NoBackoff
from redis.retry import Retry


def channel_layers(url: str) -> dict[str, Any]:
    """Only wake-ups go through the layer; a Redis that hangs must not hold up the hub."""
    host = {"address": url, "socket_timeout": 2, "socket_connect_timeout": 2}
    return {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [host], "prefix": "safety_net"},
        }
    }


def caches(url: str) -> dict[str, Any]:
    """Only counters of requests live here; the system never waits for it long."""
    return {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": url,
            "KEY_PREFIX": "safety_net",
            "OPTIONS": {
                "socket_timeout": 0.05,
                "socket_connect_timeout": 0.05,
                "retry": Retry(NoBackoff(), retries=0),
            },
        }
    }
