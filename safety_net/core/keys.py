"""Keys that programs hold: random, told once, and kept as a digest only.

A key begins with what it is, so that scanners of code and of log files find one that leaked.
"""

from __future__ import annotations

import hashlib
import secrets

KEY_BYTES = 32
SHOWN = 4


def new_key(sort: str) -> str:
    """`safetynet_SORT_…` with 256 random bits."""
    return f"safetynet_{sort}_{secrets.token_urlsafe(KEY_BYTES)}"


def digest_of(key: str) -> str:
    """SHA-256: the keys are 256 random bits, so no slow hash is needed."""
    return hashlib.sha256(key.encode()).hexdigest()


def hint_of(key: str) -> str:
    """Its last characters, by which people tell their keys apart."""
    return key[-SHOWN:]
