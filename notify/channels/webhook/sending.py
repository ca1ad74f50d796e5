"""One signed request: POST JSON, X-Safety-Net-Signature over "<timestamp>.<body>"."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from notify.channels.base import NotSent, Parcel, Receipt
from notify.channels.outgoing import ask, parts_of
from notify.channels.timeouts import seconds_of
from notify.signing import headers_for

SHORTEST_SECRET = 24
KNOWN = {"url", "timeout"}


def send(parcel: Parcel) -> Receipt:
    """Call the program. NotSent unless it answers with 2xx."""
    body = content_of(parcel)
    signed = headers_for(parcel.secrets.get("key", ""), int(time.time()), body)
    answer = ask(
        "POST",
        parcel.settings["url"],
        headers={"Content-Type": "application/json", "Idempotency-Key": parcel.key, **signed},
        content=body,
        seconds=seconds_of(parcel.settings),
    )
    if not 200 <= answer.status < 300:
        # A program that is called may be mended: everything is worth a repeat.
        raise NotSent(f"the program answered {answer.status}")
    return Receipt(delivered=True)


def content_of(parcel: Parcel) -> bytes:
    """What it is told: kind, facts and the words that a person would read."""
    said = {
        "id": parcel.key,
        "kind": parcel.kind,
        "exercise": parcel.exercise,
        "title": parcel.words.title,
        "text": parcel.words.text,
        "facts": parcel.facts,
    }
    return json.dumps(said, ensure_ascii=False).encode()


def check(told: Mapping[str, Any], secrets: Mapping[str, str]) -> dict[str, str]:
    """Setting → what is wrong with it."""
    wrong = {name: _("This is not known here.") for name in set(told) - KNOWN}
    try:
        parts_of(str(told.get("url", "")))
    except ValueError as problem:
        wrong["url"] = str(problem)
    if len(secrets.get("key", "")) < SHORTEST_SECRET:
        wrong["key"] = _("A secret called key, of 24 characters or more, signs the calls.")
    return wrong
