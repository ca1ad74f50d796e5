"""E-mail by any SMTP server."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from notify.channels.base import Adapter, Channel
from notify.channels.email import addresses, sending, settings

ADAPTER = Adapter(
    kind="email",
    label=_("SMTP server"),
    channels=(
        Channel(
            name="email",
            label=_("e-mail"),
            hint=_("Address, such as kim@example.org"),
            patience=120,
            clean=addresses.clean,
            mask=addresses.mask,
        ),
    ),
    send=sending.send,
    check=settings.check,
)
