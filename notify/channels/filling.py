"""Templates that admins write as data: names in braces and nothing that could run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

PLACE = re.compile(r"\{([a-z_]+(?:\.[a-z0-9_]+)?)\}")


def fill(template: Any, values: Mapping[str, str]) -> Any:
    """Every text inside `template`, however deep, with its places filled; an unknown one stays."""
    if isinstance(template, str):
        return PLACE.sub(lambda found: values.get(found[1], found[0]), template)
    if isinstance(template, dict):
        return {name: fill(inner, values) for name, inner in template.items()}
    if isinstance(template, list):
        return [fill(inner, values) for inner in template]
    return template


def places(template: Any) -> set[str]:
    """The names that stand in braces anywhere inside."""
    if isinstance(template, str):
        return set(PLACE.findall(template))
    if isinstance(template, dict):
        return {name for inner in template.values() for name in places(inner)}
    if isinstance(template, list):
        return {name for inner in template for name in places(inner)}
    return set()


def dig(value: Any, path: str) -> str:
    """What stands at `messages.0.id` inside a decoded answer, as text; blank where nothing does."""
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isascii() and step.isdigit() and len(step) < 4:
            value = value[int(step)] if int(step) < len(value) else None
        else:
            return ""
    return "" if value is None or isinstance(value, dict | list) else str(value)
