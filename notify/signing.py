"""How requests between programs are signed: HMAC-SHA256 over "<timestamp>.<body>", in hex."""

from __future__ import annotations

import hashlib
import hmac

SIGNATURE, TIMESTAMP = "X-Safety-Net-Signature", "X-Safety-Net-Timestamp"
# How far the clocks of the two may be apart, and how long a request may be replayed.
WINDOW_SECONDS = 300


def sign(secret: str, timestamp: int | str, body: bytes) -> str:
    signed = f"{timestamp}.".encode() + body
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def headers_for(secret: str, timestamp: int, body: bytes) -> dict[str, str]:
    return {SIGNATURE: sign(secret, timestamp, body), TIMESTAMP: str(timestamp)}


def is_signed(secret: str, *, signature: str, timestamp: str, body: bytes, now: float) -> bool:
    """Whether the body is whose secret this is, and fresh; compared in constant time."""
    if not secret or not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12):
        return False
    right = hmac.compare_digest(sign(secret, timestamp, body).encode(), signature.encode())
    return right and abs(now - int(timestamp)) <= WINDOW_SECONDS
