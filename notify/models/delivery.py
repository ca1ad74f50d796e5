"""One way of reaching a person with one message, and how far it got."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from notify.models.contact import ContactMethod
from notify.models.message import Message
from notify.models.provider import Provider
from notify.states import DESK, UNSENT, DeliveryState, Lane


class Delivery(models.Model):
    """`next_at` is when a sender may take it: now, after a pause, or when a lost lease has run out.

    `deadline` is when the person's next contact method is tried; none where that is settled.
    `exercise` and `is_drill` repeat what message and provider say; foreign keys hold them to it.
    """

    # The foreign keys that hold the flags (0002) hold these two as well: one check, not two.
    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="deliveries", db_constraint=False
    )
    method = models.ForeignKey(
        ContactMethod, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    channel = models.CharField(_("channel"), max_length=20)
    order = models.PositiveSmallIntegerField(default=0)
    # What a provider hears as its idempotency key, and may name in a callback.
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=DeliveryState)
    lane = models.PositiveSmallIntegerField(choices=Lane)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True, blank=True)
    provider = models.ForeignKey(
        Provider,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        db_constraint=False,
    )
    provider_reference = models.CharField(max_length=200, blank=True)
    fault = models.CharField(_("fault"), max_length=300, blank=True)
    exercise = models.BooleanField(default=False)
    is_drill = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["message", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DeliveryState.values), name="delivery_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="sending", lease_until__isnull=False, next_at=F("lease_until"))
                | (~Q(state="sending") & Q(lease_until__isnull=True)),
                name="a_lease_only_while_sending",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=UNSENT) | Q(provider__isnull=False),
                name="what_is_to_be_sent_has_a_provider",
            ),
            models.CheckConstraint(
                condition=Q(exercise=False)
                | Q(channel=DESK)
                | Q(state="withheld")
                | Q(is_drill=True, provider__isnull=False),
                name="an_exercise_reaches_nobody_real",
            ),
            models.UniqueConstraint(
                fields=["message", "method"],
                condition=Q(method__isnull=False),
                name="one_delivery_per_contact_method",
            ),
        ]
        indexes = [
            models.Index(
                fields=["provider", "lane", "next_at"],
                include=["id"],
                condition=Q(state__in=UNSENT),
                name="notify_due_deliveries",
            ),
            models.Index(
                fields=["deadline"],
                include=["id"],
                condition=Q(deadline__isnull=False),
                name="notify_deadlines",
            ),
            models.Index(
                fields=["provider", "provider_reference"],
                condition=~Q(provider_reference=""),
                name="notify_by_reference",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} · {self.channel} · {self.state}"
