"""The hash chain: each entry's hash covers its content and the hash before it."""

from __future__ import annotations

import hashlib
import ipaddress
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import orjson

from safety_net.core.clock import iso

# An entry whose payload was removed says by which manifest: {"purged": 7}.
PURGED = "purged"
GENESIS = b"\x00" * 32
_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def canonical(value: Any) -> str:
    """JSON with sorted keys and without spaces: what every hash covers."""
    return quickly(value) or _encode(value)


def quickly(value: Any) -> str | None:
    """The same by the fastest writer, of what every writer writes alike; None of anything else.

    That is printable text, whole numbers, true, false and nothing, however deep: nearly every
    entry, and the engine writes thousands. U+0000 and surrogates can't be printed.
    """
    if not _are_usual((value,)):
        return None
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    except orjson.JSONEncodeError:  # a number of more than 64 bits
        return None


def _are_usual(values: Iterable[Any]) -> bool:
    for value in values:
        kind = type(value)
        if kind is str:
            if not value.isprintable():
                return False
        elif kind is dict:
            if not (_are_usual(value) and _are_usual(value.values())):
                return False
        elif kind is list:
            if not _are_usual(value):
                return False
        elif not (kind is int or kind is bool or value is None):
            return False
    return True


def link(
    previous: bytes,
    *,
    seq: int,
    at: datetime,
    kind: str,
    actor: list[Any],
    subject: list[Any],
    audience: list[str],
    payload: dict[str, Any],
) -> bytes:
    """SHA-256 over the previous hash and the entry's canonical JSON (sorted keys, no spaces)."""
    said = content(
        at=at, kind=kind, actor=actor, subject=subject, audience=audience, payload=payload
    )
    return link_to(previous, seq=seq, content=said)


def content(
    *,
    at: datetime,
    kind: str,
    actor: list[Any],
    subject: list[Any],
    audience: list[str],
    payload: dict[str, Any],
) -> str:
    """The canonical JSON of all that is known before the entry has its place."""
    return joined(canonical([iso(at), kind, actor, subject, audience]), canonical(payload))


def joined(said: str, payload: str) -> str:
    """The content of an entry, of which `said` is the canonical JSON without the payload."""
    return f"{said[:-1]},{payload}]"


def link_to(previous: bytes, *, seq: int, content: str) -> bytes:
    """The hash of an entry in its place: `seq` is the first item of its canonical JSON."""
    return hashlib.sha256(previous + f"[{seq},{content[1:]}".encode()).digest()


def address(text: str | None) -> str | None:
    """One spelling of an address, whatever PostgreSQL or a proxy made of it; None if it is none."""
    try:
        found = ipaddress.ip_address((text or "").partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).exploded
