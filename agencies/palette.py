"""The colours of agencies: tokens of static/css/agencies.css, by the colour that they stand for."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

# The first word of each row is what a new agency gets; the others are older words for the same.
TOKENS = {
    "red": ("red", "fire"),
    "blue": ("blue", "police"),
    "green": ("green", "city"),
    "teal": ("teal", "coast_guard", "coast", "cyan"),
    "violet": ("violet", "health", "purple"),
    "amber": ("amber", "utility", "yellow", "orange"),
    "grey": ("grey", "partner"),
}
NAMES = {
    "red": pgettext_lazy("colour", "red"),
    "blue": pgettext_lazy("colour", "blue"),
    "green": pgettext_lazy("colour", "green"),
    "teal": pgettext_lazy("colour", "teal"),
    "violet": pgettext_lazy("colour", "violet"),
    "amber": pgettext_lazy("colour", "amber"),
    "grey": pgettext_lazy("colour", "grey"),
}
COLOURS = frozenset(token for tokens in TOKENS.values() for token in tokens)


def choices(present: str = "") -> list[tuple[str, str]]:
    """Every colour once, by the word that the agency already has for it."""
    return [
        (present if present in tokens else tokens[0], str(NAMES[colour]))
        for colour, tokens in TOKENS.items()
    ]
