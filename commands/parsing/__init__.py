"""What a typed line means. Pure; static/js/domain/command/ is its twin in the browser."""

from commands.parsing.parse import Index, parse

__all__ = ["Index", "parse"]
