"""What a provider's settings must look like, told field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from notify.channels.filling import places
from notify.channels.http.callbacks import STATES
from notify.channels.outgoing import parts_of

KNOWN: dict[str, type | tuple[type, ...]] = {
    "method": str,
    "url": str,
    "headers": dict,
    "body": dict,
    "body_format": str,
    "success": list,
    "reference": str,
    "callback": dict,
    "timeout": (int, float),
    "patience": (int, float),
}
CALLBACK = {"reference", "key", "state", "states", "fault", "sender", "text"}
PLACES = {"address", "channel", "key", "title", "text", "spoken"}


def check(told: Mapping[str, Any], secrets: Mapping[str, str]) -> dict[str, str]:
    """Setting → what is wrong with it; empty where all can be used."""
    wrong = {name: _("This is not known here.") for name in set(told) - set(KNOWN)}
    for name in set(told) & set(KNOWN):
        if not isinstance(told[name], KNOWN[name]) or isinstance(told[name], bool):
            wrong[name] = _("This has another type.")
    if wrong:
        return wrong
    return {**_address(told), **_templates(told, secrets), **_choices(told), **_callback(told)}


def _address(told: Mapping[str, Any]) -> dict[str, str]:
    try:
        parts_of(told.get("url", ""))
    except ValueError as problem:
        return {"url": str(problem)}
    return {}


def _templates(told: Mapping[str, Any], secrets: Mapping[str, str]) -> dict[str, str]:
    known = PLACES | {f"secret.{name}" for name in secrets}
    wrong = {}
    for name in ("url", "headers", "body"):
        unknown = sorted(places(told.get(name, "")) - known)
        if unknown:
            wrong[name] = _("There is nothing called {%s}.") % unknown[0]
    return wrong


def _choices(told: Mapping[str, Any]) -> dict[str, str]:
    wrong = {}
    if told.get("method", "POST") not in ("POST", "PUT"):
        wrong["method"] = _("POST or PUT.")
    if told.get("body_format", "json") not in ("json", "form"):
        wrong["body_format"] = _("json or form.")
    if not all(type(one) is int and 200 <= one < 300 for one in told.get("success", [])):
        wrong["success"] = _("Numbers between 200 and 299.")
    return wrong


def _callback(told: Mapping[str, Any]) -> dict[str, str]:
    callback = told.get("callback", {})
    unknown = sorted(set(callback) - CALLBACK)
    states = callback.get("states", {})
    if unknown:
        return {"callback": _("This is not known here.") + f" {unknown[0]}"}
    if not isinstance(states, dict) or not set(states.values()) <= set(STATES):
        return {"callback": _("States are: %s.") % ", ".join(STATES)}
    if not all(isinstance(callback[name], str) for name in CALLBACK - {"states"} & set(callback)):
        return {"callback": _("This has another type.")}
    return {}
