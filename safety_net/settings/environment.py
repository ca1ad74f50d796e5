"""Read the settings that an installation gives through its environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# No statement and no lock may hold a thread for long: a desk waits behind it. Milliseconds.
# Commands that an operator runs take their time: manage.py sets SAFETY_NET_UNBOUNDED.
BOUNDS = (
    "-c statement_timeout=20000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"
)


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name} in the environment.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    said = os.environ.get(name, "").strip().lower()
    return said in {"1", "true", "yes", "on"} if said else default


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def hosts(name: str) -> list[str]:
    """The names that the server answers to; none, or every name, is refused."""
    named = words(name)
    if not named or "*" in named:
        raise ImproperlyConfigured(f"Name the hosts of this installation in {name}, without *.")
    return named


def secret_file(var: Path) -> Path:
    """Where the secret key lies."""
    return Path(os.environ.get("SAFETY_NET_SECRET_KEY_FILE", str(var / "secret-key")))


def origins(url: str) -> list[str]:
    """Scheme and host of `url`, for a content security policy; none where there is no URL."""
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def secret(var: Path) -> str:
    """The secret key, from its file; no installation shares one and none has a default."""
    path = secret_file(var)
    try:
        key = path.read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise ImproperlyConfigured(f"No secret key at {path}: ./bin/up makes one.") from problem
    if len(key) < 50:
        raise ImproperlyConfigured(f"The secret key at {path} is shorter than 50 characters.")
    return key


def database(url: str) -> dict[str, Any]:
    """`postgres://user:password@host:port/name?host=/socket/folder` as Django's settings."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql", "postgis"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres://")
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "safety_net.core.postgis",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": options.pop("port", None) or parts.port or "",
        "OPTIONS": options if flag("SAFETY_NET_UNBOUNDED") else {"options": BOUNDS, **options},
    }
