"""What a callback's body says, by the paths that the provider's settings name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from notify.channels.base import Heard
from notify.channels.filling import dig

STATES = ("accepted", "delivered", "read", "failed")


def hear(told: Mapping[str, Any], body: bytes) -> Heard:
    """ValueError where it is no JSON, or says neither a state that is known nor a reply."""
    paths = told.get("callback", {})
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as problem:
        raise ValueError("the body is not valid JSON") from problem

    def at(name: str) -> str:
        return dig(said, paths[name])[:500] if name in paths else ""

    sender, text = at("sender"), at("text")
    if sender and text:
        return Heard(sender=sender, text=text)
    word = at("state")
    state = paths.get("states", {}).get(word, word if word in STATES else "")
    if not state:
        raise ValueError("it names no state that is known")
    return Heard(reference=at("reference"), key=at("key"), state=state, fault=at("fault"))
