"""The hash chain: each entry's hash covers its content and the hash before it."""

from __future__ import annotations

import hashlib
import ipaddress
import json
from datetime import datetime
from typing import Any

from safety_net.core.clock import iso

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
    content = [seq, iso(at), kind, actor, subject, audience, payload]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(previous + text.encode()).digest()


def address(text: str | None) -> str | None:
    """One spelling of an address, whatever PostgreSQL or a proxy made of it; None if it is none."""
    try:
        found = ipaddress.ip_address((text or "").partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).exploded
