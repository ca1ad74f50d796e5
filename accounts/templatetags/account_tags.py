"""JSON for an attribute of an element."""

from __future__ import annotations

from typing import Any

import orjson
from django import template

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """`value` as JSON text; the template escapes it like any other text."""
    return orjson.dumps(value).decode()
