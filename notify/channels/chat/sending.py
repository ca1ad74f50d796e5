"""One message to one chat."""

from __future__ import annotations

from typing import Any

from notify.channels.base import NotSent, Parcel, Receipt
from notify.channels.chat import pinned
from notify.channels.chat.addresses import expect_reachable


def send(parcel: Parcel) -> Receipt:
    """NotSent where the chat did not take it; apprise says no more than that."""
    try:
        expect_reachable(parcel.address)
    except ValueError as problem:
        raise NotSent("the chat's address may not be used", again=False) from problem
    except OSError as problem:
        raise NotSent("its name can't be resolved") from problem
    words = parcel.words
    body = "\n".join(part for part in (words.text, words.answer, words.link) if part)
    with pinned.connections():
        taken = _chat(parcel.address).notify(title=words.title, body=body)
    if not taken:
        raise NotSent("the chat did not take it")
    return Receipt()


def _chat(address: str) -> Any:
    # apprise brings hundreds of services with it, so it is loaded by whoever sends to a chat.
    import apprise

    asset = apprise.AppriseAsset(async_mode=False, secure_logging=True, storage_mode="memory")
    chat = apprise.Apprise(asset=asset)
    if not chat.add(address):
        raise NotSent("the chat's address can't be used", again=False)
    return chat
