"""Devices and gateways that send positions. Only a digest of each key is kept."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from safety_net.core.keyed import Keyed, KeyedQuerySet
from units.models import Unit

D = TypeVar("D", bound=models.Model)


class DeviceQuerySet(KeyedQuerySet[D]):
    def standing(self) -> Self:
        """Those whose key counts now: they and their agency are active, and it has not expired."""
        return self.filter(expires_at__gt=Now(), is_active=True, agency__is_active=True)


class Device(Keyed):
    """A key that may tell where units are, and nothing else.

    With `unit` it speaks for that unit only; without, it is a gateway for all of the agency.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="devices")
    unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="devices",
        help_text=_("Empty for a gateway that speaks for every unit of the agency."),
    )
    name = models.CharField(_("name"), max_length=100)
    is_active = models.BooleanField(_("active"), default=True)

    objects = DeviceQuerySet.as_manager()

    class Meta(Keyed.Meta):
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        ordering = ["agency", "name"]
        constraints = [
            *Keyed.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency", "name"],
                condition=models.Q(is_active=True),
                name="one_device_per_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name
