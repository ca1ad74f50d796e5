"""Devices and gateways that send positions. Only a digest of each key is kept."""

from __future__ import annotations

from typing import Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from units.models import Unit

D = TypeVar("D", bound=models.Model)


class DeviceQuerySet(models.QuerySet[D]):
    def standing(self) -> Self:
        """Those whose key counts now: they and their agency are active, and it has not expired."""
        lasting = models.Q(expires_at__isnull=True) | models.Q(expires_at__gt=Now())
        return self.filter(lasting, is_active=True, agency__is_active=True)


class Device(models.Model):
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
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        ordering = ["agency", "name"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="one_device_per_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.unit is not None and self.unit.agency_id != self.agency_id:
            raise ValidationError({"unit": _("This unit belongs to another agency.")})
