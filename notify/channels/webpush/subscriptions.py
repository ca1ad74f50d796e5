"""A browser's subscription: its endpoint at the browser's maker, and its two keys."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from notify.channels.outgoing import parts_of

TEXT = re.compile(r"[A-Za-z0-9_\-]+={0,2}")
# An uncompressed point of P-256, and 16 random bytes.
LENGTHS = {"p256dh": 65, "auth": 16}


def clean(endpoint: str) -> str:
    """ValueError for an endpoint that messages are not sent to."""
    try:
        return parts_of(endpoint).geturl()
    except ValueError as problem:
        raise ValueError(
            _("This browser's push service is not among SAFETY_NET_OUTGOING_HOSTS.")
        ) from problem


def clean_keys(keys: Mapping[str, str]) -> dict[str, str]:
    """ValueError unless both keys have the form of the standard."""
    for name, length in LENGTHS.items():
        text = keys.get(name, "")
        if not TEXT.fullmatch(text) or len(decode(text)) != length:
            raise ValueError(_("This is no key of a push subscription."))
    return {name: keys[name] for name in LENGTHS}


def decode(text: str) -> bytes:
    bare = text.rstrip("=")
    return urlsafe_b64decode(bare + "=" * (-len(bare) % 4))


def mask(endpoint: str) -> str:
    return urlsplit(endpoint).hostname or "•••"
