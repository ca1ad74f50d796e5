"""What agencies see of an incident without a part in it: worked out by services, and kept."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from agreements.models import Agreement
from agreements.states import Level
from incidents.models.incident import Incident
from incidents.querysets import ShareQuerySet

SHOWING = [str(Level.FULL), str(Level.SUMMARY)]


class Share(models.Model):
    """`agreement` is the one by which `agency` sees it; who has a track needs none."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="shares")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="shares")
    level = models.CharField(_("level"), max_length=10, choices=Level)

    objects = ShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("share")
        verbose_name_plural = _("shares")
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "agency"], name="one_share_per_incident_and_agency"
            ),
            models.CheckConstraint(condition=Q(level__in=SHOWING), name="a_share_shows_something"),
        ]
        indexes = [models.Index(fields=["agency", "level", "incident"], name="share_by_agency")]

    def __str__(self) -> str:
        return f"{self.incident_id} · {self.agency_id} · {self.level}"


class Summary(models.Model):
    """All that agencies with a summary may know of it, and nothing else: `told` is what they get.

    Whoever reads summaries reads this table, so what is not told can't slip out.
    """

    incident = models.OneToOneField(
        Incident, on_delete=models.CASCADE, primary_key=True, related_name="summary"
    )
    filed_at = models.DateTimeField()
    is_open = models.BooleanField()
    told: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()

    class Meta:
        verbose_name = _("summary")
        verbose_name_plural = _("summaries")

    def __str__(self) -> str:
        return str(self.incident_id)
