"""The settings of an SMTP server: host, port, security, sender."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from notify.channels.outgoing import is_allowed

KNOWN: dict[str, type | tuple[type, ...]] = {
    "host": str,
    "port": int,
    "security": str,
    "sender": str,
    "user": str,
    "timeout": (int, float),
    "patience": (int, float),
}
SECURITY = ("tls", "starttls", "none")


def check(told: Mapping[str, Any], secrets: Mapping[str, str]) -> dict[str, str]:
    """Setting → what is wrong with it."""
    wrong = {name: _("This is not known here.") for name in set(told) - set(KNOWN)}
    for name in set(told) & set(KNOWN):
        if not isinstance(told[name], KNOWN[name]) or isinstance(told[name], bool):
            wrong[name] = _("This has another type.")
    return wrong or _values(told)


def _values(told: Mapping[str, Any]) -> dict[str, str]:
    wrong = {}
    if not is_allowed(told.get("host", ""), told.get("port", 587)):
        wrong["host"] = _("This host is not among SAFETY_NET_OUTGOING_HOSTS.")
    security = told.get("security", "starttls")
    if security not in SECURITY:
        wrong["security"] = _("tls, starttls or none.")
    elif security == "none" and not settings.SAFETY_NET_OUTGOING_LOOPBACK:
        wrong["security"] = _("Messages don't leave unencrypted.")
    try:
        validate_email(told.get("sender", ""))
    except ValidationError:
        wrong["sender"] = _("Write an e-mail address, such as kim@example.org.")
    return wrong
