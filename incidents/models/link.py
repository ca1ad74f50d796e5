"""Links between incidents. An ended link stays, with the time of its end."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import Incident
from incidents.states import LinkKind


class Link(models.Model):
    """`earlier_status` lets an un-merge put the duplicate back as it was."""

    kind = models.CharField(_("kind"), max_length=15, choices=LinkKind)
    source = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="links_in")
    earlier_status = models.CharField(max_length=10, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=LinkKind.values), name="link_kind_is_known"
            ),
            models.UniqueConstraint(
                fields=["kind", "source", "target"],
                condition=Q(ended_at__isnull=True),
                name="one_standing_link_of_a_kind",
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="an_incident_links_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"
