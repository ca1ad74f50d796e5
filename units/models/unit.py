"""A unit: what a dispatcher sends."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Station
from units.models.catalogue import Capability, UnitKind
from units.states import Duty


class Unit(models.Model):
    """`duty` is its state while no incident holds it; on an incident the assignment has one.

    `external_id` is the row's key in the city pack, so that loading twice changes nothing.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    station = models.ForeignKey(
        Station, null=True, blank=True, on_delete=models.SET_NULL, related_name="units"
    )
    kind = models.ForeignKey(UnitKind, on_delete=models.PROTECT)
    call_sign = models.CharField(_("call sign"), max_length=40)
    external_id = models.CharField(_("external id"), max_length=100, blank=True)
    capabilities = models.ManyToManyField(Capability, through="UnitCapability")
    crew_size = models.PositiveSmallIntegerField(_("crew"))
    crew_minimum = models.PositiveSmallIntegerField(_("least crew"))
    radio = models.CharField(_("radio"), max_length=40, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    duty = models.CharField(_("duty"), max_length=20, choices=Duty, default=Duty.AVAILABLE_STATION)
    duty_since = models.DateTimeField(_("since"))
    duty_reason = models.CharField(_("reason"), max_length=300, blank=True)
    is_shared = models.BooleanField(
        _("shown to other agencies"),
        default=True,
        help_text=_("Others see that it exists and what it does, not where it is sent."),
    )
    is_simulated = models.BooleanField(_("simulated"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["call_sign"]
        constraints = [
            models.UniqueConstraint(Lower("call_sign"), name="one_unit_per_call_sign"),
            models.UniqueConstraint(
                fields=["agency", "external_id"],
                condition=~Q(external_id=""),
                name="one_unit_per_external_id",
            ),
            models.CheckConstraint(condition=Q(duty__in=Duty.values), name="duty_is_known"),
            models.CheckConstraint(
                condition=~Q(duty=Duty.OUT_OF_SERVICE) | ~Q(duty_reason=""),
                name="out_of_service_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.call_sign


class UnitCapability(models.Model):
    """What a unit brings, and how many of it."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="brings")
    capability = models.ForeignKey(Capability, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"), default=1)

    class Meta:
        verbose_name = _("capability of a unit")
        verbose_name_plural = _("capabilities of units")
        constraints = [
            models.UniqueConstraint(fields=["unit", "capability"], name="one_row_per_capability"),
            models.CheckConstraint(condition=Q(number__gte=1), name="brings_at_least_one"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.number} {self.capability}"
