"""The pop-up at the desk: nothing is sent, the city log brings it; who shows it says so."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from notify.channels.base import Adapter, Channel


def clean(address: str) -> str:
    raise ValueError(_("Everybody has a desk; there is no address to add."))


ADAPTER = Adapter(
    kind="desk",
    label=_("desk"),
    channels=(
        Channel(
            name="desk",
            label=_("desk"),
            hint="",
            patience=30,
            clean=clean,
            mask=lambda _address: "",
            typed=False,
        ),
    ),
)
