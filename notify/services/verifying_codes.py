"""The six digits of a code: they follow from its nonce and the installation's secret key."""

from __future__ import annotations

from typing import Any

from django.utils.crypto import salted_hmac

from notify.models import Message

SALT = "notify.verification"


def digits(nonce: str) -> str:
    """The code of that nonce."""
    digest = salted_hmac(SALT, nonce, algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8]) % 1_000_000:06}"


def with_code(message: Message) -> dict[str, Any]:
    """The facts of a message that brings a code, with the code."""
    return {**message.facts, "code": digits(str(message.facts.get("nonce", "")))}
