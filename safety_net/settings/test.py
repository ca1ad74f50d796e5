"""For the test suite: real PostgreSQL and Redis, cheap password hashes, a key of its own."""

import secrets

from safety_net.settings.base import *  # noqa: F403  (settings modules build on each other)

SECRET_KEY = secrets.token_urlsafe(64)
SAFETY_NET_REQUESTS_PER_MINUTE = {
    "stranger": 1_000_000,
    "member": 1_000_000,
    "device": 1_000_000,
}
SAFETY_NET_OUTGOING_LOOPBACK = True
SAFETY_NET_OUTGOING_HOSTS = ["127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
