"""Identity providers (OpenID Connect) from a file that the installation names."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

NEEDED = {"id", "name", "server_url", "client_id", "client_secret_file"}
OPTIONAL = {"link_by_email": False, "second_factor": False, "origins": list[str]()}


def providers(file: str) -> list[dict[str, Any]]:
    """The providers in `file`, each with every setting; none where no file is named."""
    if not file:
        return []
    path = Path(file)
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("provider", [])
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise ImproperlyConfigured(f"{file} can't be read: {problem}") from problem
    return [_checked(one, path) for one in found]


def _checked(one: dict[str, Any], path: Path) -> dict[str, Any]:
    wrong = sorted(NEEDED - set(one)) + sorted(set(one) - NEEDED - set(OPTIONAL))
    if wrong:
        raise ImproperlyConfigured(f"{path}: lacking or unknown in a provider: {', '.join(wrong)}.")
    secret = path.parent / one["client_secret_file"]
    try:
        word = secret.read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise ImproperlyConfigured(f"No secret of {one['id']} at {secret}.") from problem
    return {**OPTIONAL, **one, "secret": word}


def as_library_settings(found: list[dict[str, Any]]) -> dict[str, Any]:
    """What allauth reads. PKCE always."""
    apps = [
        {
            "provider_id": one["id"],
            "name": one["name"],
            "client_id": one["client_id"],
            "secret": one["secret"],
            "settings": {
                "server_url": one["server_url"],
                "link_by_email": one["link_by_email"],
                "second_factor": one["second_factor"],
            },
        }
        for one in found
    ]
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}


def origins(found: list[dict[str, Any]]) -> list[str]:
    """Where a form of ours may lead a browser to: browsers follow no other redirect from it."""
    urls = [url for one in found for url in [one["server_url"], *one["origins"]]]
    parts = [urlsplit(url) for url in urls]
    return sorted({f"{one.scheme}://{one.netloc}" for one in parts})
