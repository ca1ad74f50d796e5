"""Passwords are not guessed: failures are counted by name and by address, for a quarter of an hour.

Like every counter it needs Redis, and lets everybody try while there is none.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator

import structlog
from django.http import HttpRequest

from safety_net.core.throttling import count, counted

log = structlog.get_logger(__name__)
WINDOW_SECONDS = 15 * 60
MOST_FOR_A_NAME = 10
MOST_FOR_AN_ADDRESS = 50


def failed(request: HttpRequest) -> None:
    """Remember one failure."""
    for who, _most in _counters(request):
        count(who, window=WINDOW_SECONDS)


def seconds_to_wait(request: HttpRequest) -> int:
    """Until one may try again; 0 while one may."""
    if all(counted(who, window=WINDOW_SECONDS) < most for who, most in _counters(request)):
        return 0
    log.warning("sign_in_refused_too_often")
    return int(WINDOW_SECONDS - time.time() % WINDOW_SECONDS) + 1


def _counters(request: HttpRequest) -> Iterator[tuple[str, int]]:
    name = request.POST.get("username", "").strip().casefold()
    # Hashed, because a person may type a password into the wrong field.
    digest = hashlib.sha256(name.encode(errors="replace")).hexdigest()
    yield f"sign-in:name:{digest}", MOST_FOR_A_NAME
    yield f"sign-in:address:{request.META.get('REMOTE_ADDR', '')}", MOST_FOR_AN_ADDRESS
