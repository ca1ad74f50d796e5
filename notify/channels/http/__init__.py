"""Text messages and calls through any provider with an HTTP interface, described by data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from notify.channels.base import Adapter, Channel
from notify.channels.http import callbacks, numbers, sending, settings

SMS = Channel(
    name="sms",
    label=_("text message"),
    hint=_("Number with its country, such as +82 10 1234 5678"),
    patience=60,
    answered_by="reply",
    clean=numbers.clean,
    mask=numbers.mask,
)
VOICE = Channel(
    name="voice",
    label=_("call"),
    hint=_("Number with its country, such as +82 10 1234 5678"),
    patience=45,
    answered_by="",
    clean=numbers.clean,
    mask=numbers.mask,
)

ADAPTER = Adapter(
    kind="http",
    label=_("HTTP interface, by data"),
    channels=(SMS, VOICE),
    send=sending.send,
    check=settings.check,
    hear=callbacks.hear,
    tells=lambda told: "callback" in told,
)
