"""Wrong set-up, found when the server starts and told with what to do about it."""

from __future__ import annotations

import ipaddress
import json
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks

from safety_net.settings import environment

Apps = Sequence[AppConfig] | None
OTHERS = stat.S_IRWXG | stat.S_IRWXO


@checks.register(checks.Tags.files)
def var_is_ours(app_configs: Apps, **kwargs: Any) -> list[checks.CheckMessage]:
    """Logs, reports and packs are written below var."""
    var = Path(settings.SAFETY_NET_VAR)
    if not var.exists() or os.access(var, os.W_OK | os.X_OK):
        return []
    hint = "Start as the user who owns it, or set SAFETY_NET_VAR to another folder."
    return [checks.Error(f"{var} can't be written to.", hint=hint, id="core.E001")]


@checks.register(checks.Tags.security)
def secret_key_is_private(app_configs: Apps, **kwargs: Any) -> list[checks.CheckMessage]:
    """Whoever reads the secret key can sign in as anybody."""
    file = environment.secret_file(Path(settings.SAFETY_NET_VAR))
    if not file.exists() or not file.stat().st_mode & OTHERS:
        return []
    hint = f"chmod 600 {file}; and if others may have read it, delete it and start ./bin/up again."
    return [checks.Error("Others may read the secret key.", hint=hint, id="core.E002")]


@checks.register(checks.Tags.security)
def proxies_are_addresses(app_configs: Apps, **kwargs: Any) -> list[checks.CheckMessage]:
    """Whoever is believed about X-Forwarded-For can be anybody, so nobody is by accident."""
    wrong = [one for one in settings.SAFETY_NET_TRUSTED_PROXIES if not _is_network(one)]
    if not wrong:
        return []
    text = f"These are no addresses or networks of proxies: {', '.join(wrong)}."
    hint = "Name them in SAFETY_NET_TRUSTED_PROXIES, such as 10.0.0.5 or 10.0.0.0/24."
    return [checks.Error(text, hint=hint, id="core.E005")]


def _is_network(text: str) -> bool:
    try:
        return ipaddress.ip_network(text).prefixlen > 0
    except ValueError:
        return False


@checks.register(checks.Tags.files)
def base_map_is_there(app_configs: Apps, **kwargs: Any) -> list[checks.CheckMessage]:
    """A base map that is configured must exist; without configuration the city draws its own."""
    file = settings.SAFETY_NET_MBTILES
    if not file or Path(file).is_file():
        return []
    hint = "Correct SAFETY_NET_MBTILES, or unset it to draw the map from the city's own layers."
    return [checks.Error(f"There is no base map at {file}.", hint=hint, id="core.E003")]


@checks.register(checks.Tags.staticfiles)
def browser_libraries_are_there(app_configs: Apps, **kwargs: Any) -> list[checks.CheckMessage]:
    """The desk does not start without the libraries that package.json names."""
    vendor = Path(settings.SAFETY_NET_VAR) / "assets" / "vendor"
    named = json.loads((settings.BASE_DIR / "package.json").read_text(encoding="utf-8"))["vendor"]
    missing = sorted(name for name in named if not (vendor / name).exists())
    if not missing:
        return []
    text = f"The browser's libraries are not in {vendor}: {', '.join(missing)}."
    return [checks.Warning(text, hint="Run ./bin/assets.", id="core.W001")]


@checks.register(checks.Tags.translation)
def translations_are_compiled(app_configs: Apps, **kwargs: Any) -> list[checks.CheckMessage]:
    """A catalogue that is not compiled leaves people with the other language."""
    stale = sorted(
        catalogue.parent.parent.name
        for folder in settings.LOCALE_PATHS
        for catalogue in Path(folder).glob("*/LC_MESSAGES/*.po")
        if not catalogue.with_suffix(".mo").exists()
    )
    if not stale:
        return []
    text = f"Translations are not compiled: {', '.join(dict.fromkeys(stale))}."
    return [checks.Warning(text, hint="Run ./bin/up or msgfmt.", id="core.W002")]
