"""The hash chain: each entry's hash covers its content and the hash before it."""

from __future__ import annotations

import hashlib
import ipaddress
import json
from datetime import datetime
from typing import Any

from safety_net.core.clock import iso

# An entry whose payload was removed says by which manifest: {"purged": 7}.
PURGED = "purged"
GENESIS = b"\x00" * 32


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
    said = [iso(at), kind, actor, subject, audience, payload]
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


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
