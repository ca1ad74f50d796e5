"""Chat services through the library apprise, for those of its schemes that we let through."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from notify.channels.base import Adapter, Channel
from notify.channels.chat import addresses, sending

ADAPTER = Adapter(
    kind="chat",
    label=_("chat services"),
    channels=(
        Channel(
            name="chat",
            label=_("chat"),
            hint=_("Address as apprise writes it, such as slack://… or mmosts://host/token"),
            patience=60,
            clean=addresses.clean,
            mask=addresses.mask,
        ),
    ),
    send=sending.send,
)
