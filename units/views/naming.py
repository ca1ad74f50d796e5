"""Names of rows in the language of whoever reads."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language


def name_of(row: Any) -> str:
    """The name of a row that carries both languages."""
    return str((row.name_en if get_language() == "en" else "") or row.name_ko)
