"""JSON in and out: bounded, strict about what it takes, fast in what it gives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any, NoReturn

import orjson
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import parsers, renderers
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation

from safety_net.core.errors import Invalid, TooLarge

DEEPEST = 32


class JSONRenderer(renderers.BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        return b"" if data is None else orjson.dumps(data, default=str)


class Negotiation(DefaultContentNegotiation):
    """A `?format=` that is not given is not acceptable; the address itself is there."""

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        # An empty one, or one of several, would be passed over in silence.
        known = {one.format for one in renderers}
        asked = request.query_params.getlist("format")
        if len(asked) > 1 or not known.issuperset(asked):
            raise NotAcceptable(available_renderers=renderers)
        return super().select_renderer(request, renderers, format_suffix)

    def filter_renderers(self, renderers: Any, format: str) -> Any:  # noqa: A002  (DRF's name)
        found = [one for one in renderers if one.format == format]
        if not found:
            raise NotAcceptable(available_renderers=renderers)
        return found


class JSONParser(parsers.BaseParser):
    """Refuses what jsonb or a browser could not keep: NaN, endless numbers, NUL, surrogates."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 1_000_000
        raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise TooLarge
        return parse_object(raw)


def parse_object(raw: bytes) -> dict[str, Any]:
    """The JSON object in `raw`, or Invalid with the reason."""
    try:
        value = json.loads(
            raw.decode(),
            object_pairs_hook=_unique,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except (ValueError, RecursionError) as problem:
        raise Invalid(_("The body is not valid JSON.")) from problem
    if not isinstance(value, dict):
        raise Invalid(_("The body must be a JSON object."))
    _check(value, depth=0)
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError("a number without end")
    return number


def _check(value: Any, *, depth: int) -> None:
    if depth > DEEPEST:
        raise Invalid(_("The body is nested too deeply."))
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise Invalid(_("The body has a character that can't be stored."))
    elif isinstance(value, dict):
        for key, inner in value.items():
            _check(key, depth=depth + 1)
            _check(inner, depth=depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, depth=depth + 1)
