"""Who opened what they may not see, in an emergency: named, with a reason, and for a while."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from incidents.models.incident import Incident
from incidents.querysets import EmergencyQuerySet


class EmergencyAccess(models.Model):
    """It lets one person, for one agency, read one incident and its protected fields until then."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="emergencies")
    number = models.CharField(_("number"), max_length=20)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(_("role"), max_length=20)
    reason = models.CharField(_("reason"), max_length=500)
    opened_at = models.DateTimeField(_("opened at"))
    until = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.CharField(_("ended by"), max_length=150, blank=True)

    objects = EmergencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("emergency access")
        verbose_name_plural = _("emergency accesses")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "user", "agency"],
                condition=Q(ended_at__isnull=True),
                name="one_emergency_access_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("opened_at")), name="an_emergency_access_ends"
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "agency"],
                condition=Q(ended_at__isnull=True),
                name="emergency_access_of_user",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} · {self.name}"
