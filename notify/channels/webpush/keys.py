"""The installation's own key pair for push services (VAPID), made once and kept under var."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from django.conf import settings
from webpush.vapid import VAPID


def folder() -> Path:
    return Path(settings.SAFETY_NET_VAR) / "push-keys"


def make() -> Path:
    """Make the pair where there is none. Whoever comes second takes that of the first."""
    home = folder()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole = home / "private.pem"
    if not whole.exists():
        private, _public, _key = VAPID.generate_keys()
        part = home / f"private.{os.getpid()}.part"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(private)
        with suppress(FileExistsError):
            os.link(part, whole)  # unlike a rename, it never replaces a key that is in use
        part.unlink()
    return whole


@cache
def private() -> bytes:
    return make().read_bytes()


@cache
def public() -> bytes:
    """The public half, derived, so that the two can't part."""
    key = serialization.load_pem_private_key(private(), password=None)
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


@cache
def application_key() -> str:
    """What a browser is told when it subscribes."""
    key: str = VAPID.get_application_server_key(serialization.load_pem_public_key(public()))
    return key
