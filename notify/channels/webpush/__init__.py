"""Push messages to browsers (RFC 8030, 8291, 8292): no account with anybody is needed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from notify.channels.base import Adapter, Channel
from notify.channels.webpush import keys, sending, subscriptions

ADAPTER = Adapter(
    kind="webpush",
    label=_("push to browsers"),
    channels=(
        Channel(
            name="webpush",
            label=_("push to this browser"),
            hint="",
            patience=30,
            answered_by="push",
            clean=subscriptions.clean,
            mask=subscriptions.mask,
            typed=False,
            clean_keys=subscriptions.clean_keys,
            application_key=keys.application_key,
        ),
    ),
    send=sending.send,
)
