"""Who is on a unit, by their own word from the phone; the roster says who should be."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Membership
from units.models import Unit


class UnitLogOn(models.Model):
    """From logging on to logging off. One person is on one unit; a unit may have several people."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="log_ons")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="log_ons")
    at = models.DateTimeField(_("logged on at"))
    ended_at = models.DateTimeField(_("logged off at"), null=True, blank=True)

    class Meta:
        verbose_name = _("log-on to a unit")
        verbose_name_plural = _("log-ons to units")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(ended_at__isnull=True),
                name="one_unit_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("at")),
                name="a_log_on_ends_after_it_began",
            ),
        ]
        indexes = [
            models.Index(fields=["unit"], condition=Q(ended_at__isnull=True), name="crews_now"),
            models.Index(fields=["membership", "-at"], name="log_ons_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.membership} → {self.unit}"
