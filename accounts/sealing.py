"""Secrets of second factors lie sealed in the database: a copy of it alone opens nothing."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings

PURPOSE = b"safety-net second factors"


def seal(text: str) -> str:
    return _lock().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """InvalidToken where the secret key is another one than it was sealed with."""
    return _lock().decrypt(sealed.encode()).decode()


def _lock() -> Fernet:
    key = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=PURPOSE[:16])
    return Fernet(base64.urlsafe_b64encode(key.digest()))
