"""What a token may reach: a small fixed list of scopes, one of which every REST operation names.

A view names its area; asking needs `read:AREA` there and changing `write:AREA`. A view that names
none is closed to tokens, so that a forgotten line shuts a door and opens none.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from safety_net.core.errors import Refusal

READING = {"GET", "HEAD", "OPTIONS"}


class Area(StrEnum):
    """What a view is about. The last two are no scopes: every token comes in, or none does."""

    INCIDENTS = "incidents"
    UNITS = "units"
    POSITIONS = "positions"
    COMMANDS = "commands"
    ROSTERS = "rosters"
    MESSAGES = "messages"
    ESCALATION = "escalation"
    LIVE = "live"
    WEBHOOKS = "webhooks"
    SETTINGS = "settings"
    AUDIT = "audit"
    OPEN = "every token"
    PEOPLE = "no token"


ALL = "all"
SCOPES: dict[str, str | Promise] = {
    "read:incidents": _("See incidents, their reports and what was sent there"),
    "write:incidents": _("File incidents and act on them"),
    "read:units": _("See units and their crews"),
    "write:units": _("Change units, their duty and crews"),
    "read:positions": _("See where units are"),
    "write:positions": _("Tell where the unit is that one rides on"),
    "write:commands": _("Run command lines, whatever the role may do by them"),
    "read:rosters": _("See who is on duty"),
    "write:rosters": _("Change rosters"),
    "read:messages": _("See messages and how people are reached"),
    "write:messages": _("Answer messages and change how people are reached"),
    "read:escalation": _("See escalation rules and what runs"),
    "write:escalation": _("Answer escalations and change their rules"),
    "read:live": _("Listen to all that a desk hears, as it happens"),
    "read:webhooks": _("See webhooks and their attempts"),
    "write:webhooks": _("Change webhooks and replay deliveries"),
    "read:settings": _("See plans, words and other settings"),
    "write:settings": _("Change plans, words and other settings"),
    "read:audit": _("Read the audit, where the role may"),
    "write:audit": _("Export the audit, where the role may"),
    ALL: _("Everything that the role may, also what is added later"),
}


class WrongScope(Refusal):
    """The token is valid, and not for this."""

    status = 403
    code = "wrong_scope"
    title = _("This token is not for that.")


def needed(area: str | None, method: str) -> str | None:
    """The scope for `method` in `area`; "" where every token may, None where none may."""
    if area == Area.OPEN:
        return ""
    verb = "read" if method.upper() in READING else "write"
    scope = f"{verb}:{area}"
    return scope if scope in SCOPES else None


def require(held: Collection[str], view: Any, method: str) -> None:
    """WrongScope unless a token with the scopes `held` may ask `view` by `method`."""
    scope = needed(getattr(view, "area", None), method)
    if scope is None:
        raise WrongScope(_("Only a person who is signed in may do this; no token may."))
    if not allows(held, scope):
        text = format_lazy(_("It needs the scope {scope}."), scope=scope)
        raise WrongScope(text, needs=scope, has=sorted(held))


def allows(held: Collection[str], scope: str) -> bool:
    """Whether one with the scopes `held` may what needs `scope`."""
    return not scope or scope in held or ALL in held
