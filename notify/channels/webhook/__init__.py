"""Calls to other programs: signed, dated, repeated, and kept where they fail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from notify.channels.base import Adapter, Channel
from notify.channels.webhook import sending


def clean(address: str) -> str:
    raise ValueError(_("A webhook is a provider, not an address of a person."))


ADAPTER = Adapter(
    kind="webhook",
    label=_("webhook"),
    channels=(
        Channel(
            name="webhook",
            label=_("webhook"),
            hint="",
            patience=600,
            answered_by="",
            clean=clean,
            mask=lambda _address: "•••",
            typed=False,
        ),
    ),
    send=sending.send,
    check=sending.check,
)
