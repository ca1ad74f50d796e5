"""Positions that were refused: counted for good, listed while they are new."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from positions.models.device import Device
from positions.states import Reason


class RefusedFix(models.Model):
    """One of the last refused positions; tasks.py keeps their number small.

    `named` is the unit as the sender named it, `sent` what it sent, cut short.
    """

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    device = models.ForeignKey(Device, null=True, on_delete=models.SET_NULL, related_name="+")
    named = models.CharField(_("unit"), max_length=100, blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    sent = models.CharField(_("sent"), max_length=300, blank=True)
    received_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("refused position")
        verbose_name_plural = _("refused positions")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["agency", "-id"], name="refused_of_an_agency")]

    def __str__(self) -> str:
        return f"{self.named} · {self.reason}"


class RefusedCount(models.Model):
    """How many positions of an agency were refused for a reason on a day (UTC)."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    number = models.PositiveBigIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("number of refused positions")
        verbose_name_plural = _("numbers of refused positions")
        ordering = ["-day", "reason"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "day", "reason"], name="one_count_per_day_and_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} · {self.reason} · {self.number}"
