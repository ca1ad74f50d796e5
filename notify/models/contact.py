"""How a person wants to be reached, and the proof that the address is theirs."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_ADDRESS = 1000


class ContactMethod(models.Model):
    """One address of one person. Nothing but its own code is sent to it before it is verified."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="contact_methods"
    )
    channel = models.CharField(_("channel"), max_length=20)
    address = models.CharField(_("address"), max_length=LONGEST_ADDRESS)
    label = models.CharField(_("name"), max_length=60, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="ko"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    # What the channel needs beside the address, such as the keys of a browser.
    keys = models.JSONField(default=dict, blank=True)
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("contact method")
        verbose_name_plural = _("contact methods")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "channel", "address"], name="an_address_stands_once"
            ),
            models.CheckConstraint(
                condition=~Q(address=""), name="a_contact_method_has_an_address"
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "address"],
                condition=Q(verified_at__isnull=False, is_active=True),
                name="notify_who_has_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.channel}"

    @property
    def is_usable(self) -> bool:
        return self.is_active and self.verified_at is not None


class VerificationCode(models.Model):
    """Six digits that were sent to an address. They follow from the nonce and the secret key,
    so neither the code nor a digest that could be tried out stands in the database.
    """

    LASTS = timedelta(minutes=10)
    MOST_TRIES = 5

    method = models.ForeignKey(ContactMethod, on_delete=models.CASCADE, related_name="codes")
    nonce = models.CharField(max_length=32)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(tries__lte=5), name="a_code_is_tried_five_times"),
        ]
        indexes = [models.Index(fields=["method", "-sent_at"], name="notify_newest_code")]

    def __str__(self) -> str:
        return f"{self.method_id} {self.sent_at:%H:%M:%S}"
