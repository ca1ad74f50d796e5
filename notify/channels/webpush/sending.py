"""One encrypted push message. The push service sees who sends to whom when, and no content."""

from __future__ import annotations

import json
from io import BytesIO

from django.conf import settings
from pydantic import AnyHttpUrl
from webpush import WebPush
from webpush.types import WebPushKeys, WebPushSubscription

from notify.channels.base import NotSent, Parcel, Receipt
from notify.channels.outgoing import ask
from notify.channels.timeouts import seconds_of
from notify.channels.webpush import keys, subscriptions

# How long a push service keeps it for a browser that is away; a page of yesterday wakes nobody.
TTL_SECONDS = 600
# RFC 8291 allows 4096 bytes of ciphertext; services cut off little below.
LARGEST = 3_000
GONE = (404, 410)


def send(parcel: Parcel) -> Receipt:
    """Encrypt it for the browser and hand it to the push service it named."""
    try:
        content, headers = seal(parcel)
    except ValueError as problem:
        raise NotSent("the subscription can't be used", gone=True) from problem
    answer = ask(
        "POST",
        parcel.address,
        headers=headers,
        content=content,
        seconds=seconds_of(parcel.settings),
    )
    if answer.status in GONE:
        raise NotSent("the browser has unsubscribed", gone=True)
    if not 200 <= answer.status < 300:
        again = answer.status >= 500 or answer.status == 429
        raise NotSent(f"the push service answered {answer.status}", again=again)
    return Receipt()


def seal(parcel: Parcel) -> tuple[bytes, dict[str, str]]:
    """The body and its headers."""
    subscription = WebPushSubscription(
        endpoint=AnyHttpUrl(parcel.address),
        keys=WebPushKeys(**subscriptions.clean_keys(parcel.keys)),
    )
    push = WebPush(
        private_key=keys.private(),
        public_key=BytesIO(keys.public()),
        subscriber=settings.SAFETY_NET_CONTACT or "safety-net@localhost",
        ttl=TTL_SECONDS,
    )
    sealed = push.get(content_of(parcel), subscription)
    headers = {name: str(value) for name, value in sealed.headers.items()}
    urgency = "high" if parcel.urgent else "normal"
    return sealed.encrypted, {**headers, "urgency": urgency, "topic": f"m{parcel.message}"}


def content_of(parcel: Parcel) -> bytes:
    """What the service worker reads; see static/js/push/worker.js."""
    words = parcel.words
    said = {
        "message": parcel.message,
        "title": words.title,
        "text": words.text,
        "token": parcel.token if parcel.asks else "",
        "urgent": parcel.urgent,
        "exercise": parcel.exercise,
    }
    while len(json.dumps(said, ensure_ascii=False).encode()) > LARGEST:
        said["text"] = str(said["text"])[: len(str(said["text"])) // 2]
    return json.dumps(said, ensure_ascii=False).encode()
