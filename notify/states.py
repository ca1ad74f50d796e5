"""The states of a message and of a delivery, and which of two is the later one."""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MessageState(TextChoices):
    """One person is told or asked one thing."""

    QUEUED = "queued", pgettext_lazy("message", "open")
    ANSWERED = "answered", _("answered")
    CANCELLED = "cancelled", pgettext_lazy("message", "no longer needed")
    EXPIRED = "expired", _("expired")


class DeliveryState(TextChoices):
    """One way of reaching that person. `withheld` is an exercise that real people must not get."""

    PENDING = "pending", pgettext_lazy("delivery", "waiting")
    SENDING = "sending", pgettext_lazy("delivery", "being sent")
    ACCEPTED = "accepted", pgettext_lazy("delivery", "sent")
    DELIVERED = "delivered", pgettext_lazy("delivery", "delivered")
    READ = "read", pgettext_lazy("delivery", "read")
    FAILED = "failed", pgettext_lazy("delivery", "failed")
    CANCELLED = "cancelled", pgettext_lazy("delivery", "cancelled")
    WITHHELD = "withheld", pgettext_lazy("delivery", "withheld")


UNSENT = (DeliveryState.PENDING, DeliveryState.SENDING)

# What a provider tells comes late, twice and in any order: a state only gives way to a higher one.
# Whoever was reached was reached, so "delivered" stands above "failed".
RANK: dict[str, int] = {
    DeliveryState.PENDING: 0,
    DeliveryState.SENDING: 1,
    DeliveryState.ACCEPTED: 2,
    DeliveryState.FAILED: 3,
    DeliveryState.DELIVERED: 4,
    DeliveryState.READ: 5,
}


class Lane(IntegerChoices):
    """The order of sending. A repeat stands behind what was not tried yet, within its kind."""

    URGENT = 0
    URGENT_AGAIN = 1
    ORDINARY = 2
    ORDINARY_AGAIN = 3


class How(TextChoices):
    """By what a message was answered."""

    DESK = "desk", _("at the desk")
    PUSH = "push", _("from a push message")
    LINK = "link", _("by a link")
    REPLY = "reply", _("by text message")


DESK = "desk"
WEBHOOK = "webhook"
