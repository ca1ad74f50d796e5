"""A unit on an incident. Its status stands here, never on the unit."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from dispatch.states import UnitStatus
from incidents.models import Incident
from units.models import Unit


class Assignment(models.Model):
    """From being alerted to being clear. `primary` is the unit that reports for its incident.

    A unit that is cleared and sent again gets another assignment, so no history is overwritten.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(_("status"), max_length=15, choices=UnitStatus)
    status_since = models.DateTimeField(_("since"))
    primary = models.BooleanField(_("primary"), default=False)
    alarm_level = models.PositiveSmallIntegerField(_("alarm level"), default=1)
    assigned_at = models.DateTimeField(_("assigned at"))
    assigned_by = models.CharField(_("assigned by"), max_length=150)
    destination = models.CharField(_("destination"), max_length=200, blank=True)
    cleared_at = models.DateTimeField(_("cleared at"), null=True, blank=True)
    clear_reason = models.CharField(_("reason"), max_length=300, blank=True)
    safety_due_at = models.DateTimeField(_("safety check due"), null=True, blank=True)
    safety_missed_at = models.DateTimeField(_("safety check missed"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["assigned_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=UnitStatus.values), name="unit_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status=UnitStatus.CLEAR, cleared_at__isnull=False)
                | (~Q(status=UnitStatus.CLEAR) & Q(cleared_at__isnull=True)),
                name="clear_means_cleared",
            ),
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True) | Q(primary=False, safety_due_at__isnull=True),
                name="a_cleared_unit_owes_nothing",
            ),
            models.UniqueConstraint(
                fields=["incident", "unit"],
                condition=Q(cleared_at__isnull=True),
                name="a_unit_is_once_on_an_incident",
            ),
            models.UniqueConstraint(
                fields=["incident"],
                condition=Q(primary=True),
                name="one_primary_unit_per_incident",
            ),
        ]
        indexes = [
            models.Index(fields=["unit"], condition=Q(cleared_at__isnull=True), name="busy_units"),
            models.Index(
                fields=["safety_due_at"],
                condition=Q(safety_due_at__isnull=False, safety_missed_at__isnull=True),
                name="safety_checks_due",
            ),
            models.Index(
                "incident", F("cleared_at").asc(nulls_first=True), name="assignments_of_incident"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} → {self.incident}"


class AssignmentTime(models.Model):
    """When a unit reached a status. A correction is another row; the newest of a status counts."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="times")
    status = models.CharField(_("status"), max_length=15, choices=UnitStatus)
    at = models.DateTimeField(_("at"))
    source = models.CharField(_("source"), max_length=40)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    recorded_by = models.CharField(_("recorded by"), max_length=150)
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        verbose_name = _("time of a unit")
        verbose_name_plural = _("times of units")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=UnitStatus.values), name="unit_time_is_of_a_status"
            ),
        ]
        indexes = [models.Index(fields=["assignment", "status"], name="times_of_assignment")]

    def __str__(self) -> str:
        return f"{self.status} {self.at:%H:%M:%S}"
