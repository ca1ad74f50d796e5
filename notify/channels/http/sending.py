"""One request, as the provider's settings describe it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from notify.channels.base import NotSent, Parcel, Receipt
from notify.channels.filling import dig, fill
from notify.channels.outgoing import ask
from notify.channels.timeouts import seconds_of

SUCCESS = (200, 201, 202, 204)
# What a repeat may mend, besides every 5xx.
PASSING = (408, 425, 429)


def send(parcel: Parcel) -> Receipt:
    """Ask the provider. NotSent with what it said in a word; never with what was sent."""
    told = parcel.settings
    values = _values(parcel)
    headers, content = _body(told, values)
    answer = ask(
        str(told.get("method", "POST")),
        str(fill(told["url"], values)),
        headers={**headers, **_headers(told, values), "Idempotency-Key": parcel.key},
        content=content,
        seconds=seconds_of(told),
    )
    if answer.status not in told.get("success", SUCCESS):
        again = answer.status >= 500 or answer.status in PASSING
        raise NotSent(f"the provider answered {answer.status}", again=again)
    return Receipt(reference=_reference(told, answer.body))


def _values(parcel: Parcel) -> dict[str, str]:
    words = parcel.words
    return {
        "address": parcel.address,
        "channel": parcel.channel,
        "key": parcel.key,
        "title": words.title,
        "text": words.whole,
        "spoken": f"{words.title}. {words.text}",
        **{f"secret.{name}": value for name, value in parcel.secrets.items()},
    }


def _headers(told: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, str]:
    filled = fill(told.get("headers", {}), values)
    # A header is one line, whatever a template and its values make of it.
    return {str(name): " ".join(str(value).split()) for name, value in filled.items()}


def _body(told: Mapping[str, Any], values: Mapping[str, str]) -> tuple[dict[str, str], bytes]:
    filled = fill(told.get("body", {}), values)
    if told.get("body_format", "json") == "form":
        kind = "application/x-www-form-urlencoded"
        return {"Content-Type": kind}, urlencode(filled).encode()
    return {"Content-Type": "application/json"}, json.dumps(filled, ensure_ascii=False).encode()


def _reference(told: Mapping[str, Any], body: bytes) -> str:
    path = told.get("reference", "")
    if not path:
        return ""
    try:
        return dig(json.loads(body), path)[:200]
    except (ValueError, RecursionError):
        # It was taken; without a reference its callbacks name our own key.
        return ""
