"""Whoever carries messages out of the house, and how fast they may be asked to."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency


class Provider(models.Model):
    """One account with one carrier, described by data; `kind` names the folder that speaks to it.

    A webhook's target is a provider as well, of the kind webhook. `secrets` are written and never
    shown again. A drill provider reaches nobody real, and exercises go nowhere else.
    """

    slug = models.SlugField(unique=True)
    kind = models.CharField(_("kind"), max_length=20)
    name = models.CharField(_("name"), max_length=100)
    agency = models.ForeignKey(
        Agency,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("agency"),
        help_text=_("Blank is the city's."),
    )
    channels = ArrayField(models.CharField(max_length=20), verbose_name=_("channels"))
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    settings = models.JSONField(_("settings"), default=dict, blank=True)
    secrets = models.JSONField(_("secrets"), default=dict, blank=True)
    per_second = models.FloatField(_("messages a second"), default=20)
    is_drill = models.BooleanField(_("for exercises"), default=False)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("provider")
        verbose_name_plural = _("providers")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(per_second__gt=0, per_second__lte=1000),
                name="a_provider_has_a_rate",
            ),
            # What a delivery's own is_drill points at, so that it can't differ.
            models.UniqueConstraint(fields=["id", "is_drill"], name="provider_and_is_drill"),
        ]

    def __str__(self) -> str:
        return self.name


class ProviderBucket(models.Model):
    """How many messages may leave now: the bucket of a provider's rate, shared by all senders."""

    provider = models.OneToOneField(
        Provider, primary_key=True, on_delete=models.CASCADE, related_name="bucket"
    )
    tokens = models.FloatField()
    filled_at = models.DateTimeField()
    # How often in a row it failed: one that is down is only probed until it answers again.
    failures = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.provider_id}: {self.tokens:.1f}"
