"""How often one may ask. A desk never meets the bound; a program that runs wild does.

Counting needs Redis. Without it nobody is counted and nobody waits: an emergency is never refused
because a counter is out of order.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from safety_net.core.acting import bound_viewer

if TYPE_CHECKING:
    from rest_framework.views import APIView

log = structlog.get_logger(__name__)
WINDOW_SECONDS = 60
SETTING = "SAFETY_NET_REQUESTS_PER_MINUTE"
REST_SECONDS = 5.0


class Fuse:
    """Burns through when Redis fails, and lets a few seconds pass before it is asked again."""

    def __init__(self, rest: float = REST_SECONDS) -> None:
        self._rest = rest
        self._whole_again = 0.0

    @property
    def burnt(self) -> bool:
        return time.monotonic() < self._whole_again

    def burn(self, error: Exception) -> None:
        self._whole_again = time.monotonic() + self._rest
        log.warning("throttle_without_redis", error=str(error))

    def renew(self) -> None:
        self._whole_again = 0.0


fuse = Fuse()


class PerMinute(BaseThrottle):
    """So many requests a minute for each member, and far fewer for each unknown address."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        who, most = self._who(request)
        return count(who) <= most

    def wait(self) -> float:
        return WINDOW_SECONDS - time.time() % WINDOW_SECONDS

    def _who(self, request: Request) -> tuple[str, int]:
        viewer = bound_viewer(request)
        rates: dict[str, int] = getattr(settings, SETTING)
        if viewer is None:
            return f"address:{request.META.get('REMOTE_ADDR', '')}", rates["stranger"]
        return f"user:{viewer.user_id}", rates["member"]


def count(who: str, *, window: int = WINDOW_SECONDS) -> int:
    """How often `who` was counted in this window, this time included; 0 when nobody counts."""
    return _asked(lambda: _increase(_key(who, window), window))


def counted(who: str, *, window: int) -> int:
    """How often `who` was counted in this window so far; 0 when nobody counts."""
    return _asked(lambda: int(cache.get(_key(who, window), 0)))


def _key(who: str, window: int) -> str:
    return f"requests:{who}:{int(time.time() // window)}"


def _asked(question: Callable[[], int]) -> int:
    if fuse.burnt:
        return 0
    try:
        return question()
    except (RedisError, OSError) as error:
        fuse.burn(error)
        return 0


def _increase(key: str, window: int) -> int:
    cache.add(key, 0, timeout=2 * window)
    try:
        return int(cache.incr(key))
    except ValueError:  # it was evicted or wiped between the two words
        return 1


def refused_too_often(request: Any, view: APIView) -> float | None:
    """Count somebody who was not let in; seconds to wait, or None while that is bearable."""
    throttle = PerMinute()
    return None if throttle.allow_request(request, view) else throttle.wait()
