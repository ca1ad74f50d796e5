"""An incident: one for all agencies."""

from __future__ import annotations

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, District
from incidents.models.catalogue import Disposition, IncidentType
from incidents.querysets import IncidentQuerySet
from incidents.states import LEAST_SEVERITY, LIVE_STATUSES, WORST_SEVERITY, Priority, Status


class Incident(models.Model):
    """`address` is what was typed or said; `location` is the pin. The two are kept apart.

    `version` grows with every change of this row; a track counts its own.
    """

    number = models.CharField(_("number"), max_length=20, unique=True)
    type = models.ForeignKey(IncidentType, on_delete=models.PROTECT)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority)
    severity = models.PositiveSmallIntegerField(_("disaster severity"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.REPORTED)
    version = models.PositiveIntegerField(default=1)
    exercise = models.BooleanField(_("exercise"), default=False)

    location = models.PointField(_("place"), geography=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    cross_street = models.CharField(_("cross street"), max_length=200, blank=True)
    verified = models.BooleanField(_("address verified"), default=False)
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.SET_NULL)

    narrative = models.TextField(_("narrative"), blank=True)
    reports_count = models.PositiveIntegerField(default=0)
    filed_at = models.DateTimeField(_("filed at"))
    filed_by = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    filed_by_name = models.CharField(max_length=150)
    updated_at = models.DateTimeField(_("last change"))

    held_until = models.DateTimeField(_("held until"), null=True, blank=True)
    hold_reason = models.CharField(_("reason of the hold"), max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates"
    )
    disposition = models.ForeignKey(Disposition, null=True, blank=True, on_delete=models.PROTECT)
    closing_note = models.TextField(_("closing note"), blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        indexes = [
            models.Index(
                fields=["priority", "filed_at"],
                condition=Q(status__in=[str(one) for one in LIVE_STATUSES]),
                name="incident_open_by_priority",
            ),
            models.Index(fields=["-filed_at", "-id"], name="incident_newest_first"),
            GistIndex(
                fields=["location"],
                condition=Q(status__in=[str(one) for one in LIVE_STATUSES]),
                name="incident_live_by_place",
            ),
            # A viewport is a box of degrees, which a box on the globe is not.
            GistIndex(Cast("location", models.PointField(srid=4326)), name="incident_by_viewport"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="incident_status_is_known"
            ),
            models.CheckConstraint(condition=Q(priority__lte=4), name="incident_priority_is_known"),
            models.CheckConstraint(
                condition=Q(severity__isnull=True)
                | Q(severity__range=(LEAST_SEVERITY, WORST_SEVERITY)),
                name="incident_severity_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    status=Status.CLOSED, closed_at__isnull=False, disposition__isnull=False
                )
                | (~Q(status=Status.CLOSED) & Q(closed_at__isnull=True)),
                name="a_closed_incident_has_time_and_disposition",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | (~Q(status=Status.MERGED) & Q(merged_into__isnull=True)),
                name="a_merged_incident_has_a_master",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="an_incident_is_not_its_own_duplicate",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class IncidentNumber(models.Model):
    """The last number given out on a day of the city's zone."""

    day = models.DateField(primary_key=True)
    last = models.PositiveIntegerField()
