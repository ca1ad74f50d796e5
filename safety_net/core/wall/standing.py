"""For whom questions are asked right now, as the database connection is to know it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase

from safety_net.core.access import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`agency` is 0 for who has no part in incidents; `tokens` are audiences of the log."""

    agency: int = 0
    user: int = 0
    tokens: tuple[str, ...] = ()


NOBODY = Standing()
# None: nobody looks; the system itself works.
_standing: ContextVar[Standing | None] = ContextVar("standing", default=None)


def standing() -> Standing | None:
    return _standing.get()


def bind(viewer: Viewer | None) -> None:
    """From now on, until `free()`, questions are asked for `viewer`; None sees nothing."""
    _standing.set(_of(viewer))


def free() -> None:
    """Nobody looks any more: the end of a request."""
    _standing.set(None)


def kept(answer: Iterable[Any]) -> Iterator[Any]:
    """An answer that is made piece by piece, each as for the one who looks now."""
    wanted, pieces = _standing.get(), iter(answer)
    end = object()
    while True:
        with _as(wanted):
            piece = next(pieces, end)
        if piece is end:
            return
        yield piece


def keep(answer: HttpResponseBase) -> None:
    """What is still to be made of a streaming answer is made as for the one who looks now."""
    pieces = getattr(answer, "streaming_content", None)
    if isinstance(answer, StreamingHttpResponse) and isinstance(pieces, Iterable):
        answer.streaming_content = kept(pieces)


@contextmanager
def looking(viewer: Viewer | None) -> Iterator[None]:
    """Questions inside are asked for `viewer`."""
    with _as(_of(viewer)):
        yield


@contextmanager
def lifted() -> Iterator[None]:
    """Questions inside are the system's own. Say beside it why what they show is not hidden."""
    with _as(None):
        yield


@contextmanager
def _as(wanted: Standing | None) -> Iterator[None]:
    token = _standing.set(wanted)
    try:
        yield
    finally:
        _standing.reset(token)


def _of(viewer: Viewer | None) -> Standing:
    if viewer is None:
        return NOBODY
    hears_agency = any(token.startswith("agency:") for token in viewer.tokens)
    return Standing(
        agency=(viewer.agency_id or 0) if hears_agency else 0,
        user=viewer.user_id,
        tokens=tuple(sorted(viewer.tokens)),
    )
