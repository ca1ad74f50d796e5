"""Response plans: what an incident asks for, by its type, priority, place and time."""

from __future__ import annotations

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agencies.models import Agency, AgencyKind
from incidents.models import IncidentType
from incidents.states import Priority
from units.models import Capability

HIGHEST_ALARM = 9
WEEK = list(range(1, 8))  # ISO: Monday is 1
DAYS = [
    (1, pgettext_lazy("day", "Mon")),
    (2, pgettext_lazy("day", "Tue")),
    (3, pgettext_lazy("day", "Wed")),
    (4, pgettext_lazy("day", "Thu")),
    (5, pgettext_lazy("day", "Fri")),
    (6, pgettext_lazy("day", "Sat")),
    (7, pgettext_lazy("day", "Sun")),
]


class ResponsePlan(models.Model):
    """A blank condition fits everything; which of those that fit counts stands in
    selectors/plans.py.

    With an `agency` the plan is that agency's own and counts where it leads; without one it is the
    city's. The place is a district (by code, so that it follows redrawn lines) or a drawn `area`.
    Hours may pass midnight: then they belong to the day on which they began. The advice says what
    no unit does, such as opening shelters.
    """

    name_ko = models.CharField(_("Korean name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    advice_ko = models.CharField(_("advice in Korean"), max_length=300, blank=True)
    advice_en = models.CharField(_("advice in English"), max_length=300, blank=True)
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    incident_type = models.ForeignKey(
        IncidentType, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    family = models.CharField(_("family of types"), max_length=40, blank=True)
    priority_from = models.PositiveSmallIntegerField(
        _("highest priority"), choices=Priority, default=Priority.CRITICAL
    )
    priority_to = models.PositiveSmallIntegerField(
        _("lowest priority"), choices=Priority, default=Priority.REFER
    )
    district_code = models.CharField(_("district"), max_length=20, blank=True)
    area = models.MultiPolygonField(_("drawn area"), srid=4326, null=True, blank=True)
    days = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("days"), default=list, blank=True
    )
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("until"), null=True, blank=True)
    within_minutes = models.PositiveSmallIntegerField(
        _("not farther than, in minutes"),
        default=60,
        help_text=_("Who needs longer is not recommended."),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(_("changed at"), null=True, blank=True)
    changed_by = models.CharField(_("changed by"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("response plan")
        verbose_name_plural = _("response plans")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(incident_type__isnull=True) | Q(family=""),
                name="a_plan_is_for_a_type_or_a_family",
            ),
            models.CheckConstraint(
                condition=Q(area__isnull=True) | Q(district_code=""),
                name="a_plan_is_for_a_district_or_an_area",
            ),
            models.CheckConstraint(
                condition=Q(priority_from__lte=F("priority_to"), priority_to__lte=4),
                name="plan_priorities_are_a_range",
            ),
            models.CheckConstraint(condition=Q(days__contained_by=WEEK), name="plan_days_are_days"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True, ends__isnull=True)
                | (Q(starts__isnull=False, ends__isnull=False) & ~Q(starts=F("ends"))),
                name="plan_hours_begin_and_end",
            ),
            models.CheckConstraint(
                condition=Q(within_minutes__range=(1, 1440)), name="plan_reaches_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return self.name_en or self.name_ko


class PlanRequirement(models.Model):
    """What one alarm level adds to those before it; `agency` or `agency_kind` says from whom."""

    plan = models.ForeignKey(ResponsePlan, on_delete=models.CASCADE, related_name="requirements")
    alarm_level = models.PositiveSmallIntegerField(_("alarm level"), default=1)
    capability = models.ForeignKey(Capability, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    agency_kind = models.CharField(
        _("kind of agency"), max_length=20, choices=AgencyKind, blank=True
    )
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("requirement of a plan")
        verbose_name_plural = _("requirements of plans")
        ordering = ["alarm_level", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "alarm_level", "capability", "agency_kind", "agency"],
                name="one_row_per_requirement",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(alarm_level__range=(1, HIGHEST_ALARM)),
                name="requirement_has_an_alarm_level",
            ),
            models.CheckConstraint(
                condition=Q(number__range=(1, 99)), name="requirement_has_a_number"
            ),
            models.CheckConstraint(
                condition=Q(agency_kind="") | Q(agency__isnull=True),
                name="requirement_is_of_a_kind_or_an_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alarm_level}: {self.number} {self.capability}"
