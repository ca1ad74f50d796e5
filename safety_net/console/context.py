"""What every page knows: the theme a person chose and who they act as."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from safety_net.core import acting

THEME_COOKIE = "theme"
THEMES = ("dark", "light", "system")
DEFAULT_THEME = "dark"


def console(request: HttpRequest) -> dict[str, Any]:
    """`theme` and `viewer` (None when signed out or without an agency)."""
    return {"theme": theme_of(request), "viewer": acting.bound_viewer(request)}


def theme_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(THEME_COOKIE, DEFAULT_THEME)
    return chosen if chosen in THEMES else DEFAULT_THEME
