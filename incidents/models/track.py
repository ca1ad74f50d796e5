"""A track: what one agency does about one incident."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from incidents.models.incident import Incident
from incidents.states import TrackBasis, TrackRole, TrackState


class AgencyTrack(models.Model):
    """`answer_due_at` is set where another agency asked and waits: a hand-over."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="tracks")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="tracks")
    role = models.CharField(_("role"), max_length=10, choices=TrackRole)
    state = models.CharField(
        _("state"), max_length=15, choices=TrackState, default=TrackState.WAITING
    )
    basis = models.CharField(_("basis"), max_length=10, choices=TrackBasis)
    version = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    takes_over = models.BooleanField(_("takes over the lead when it acknowledges"), default=False)
    answer_due_at = models.DateTimeField(_("answer due at"), null=True, blank=True)
    overdue_at = models.DateTimeField(_("overdue since"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    acknowledged_by = models.CharField(_("acknowledged by"), max_length=150, blank=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("agency track")
        verbose_name_plural = _("agency tracks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "agency"], name="one_track_per_agency"),
            models.CheckConstraint(
                condition=Q(role__in=TrackRole.values), name="track_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=TrackState.values), name="track_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=TrackState.DECLINED) | ~Q(reason=""),
                name="a_declined_track_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[TrackState.WAITING, TrackState.DECLINED])
                | Q(acknowledged_at__isnull=False),
                name="a_track_at_work_was_acknowledged",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "incident"], name="track_by_agency"),
            models.Index(
                fields=["answer_due_at"],
                condition=Q(
                    state=TrackState.WAITING, answer_due_at__isnull=False, overdue_at__isnull=True
                ),
                name="track_awaiting_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} · {self.agency_id} · {self.state}"
