"""Who is on a unit, shift by shift."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Membership
from units.models.unit import Unit


class Crew(models.Model):
    """The people on one unit for one shift, [begin, end). Two shifts of a unit never overlap."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="crews")
    shift = models.CharField(_("shift"), max_length=40, blank=True)
    during = DateTimeRangeField(_("during"))

    class Meta:
        verbose_name = _("crew")
        verbose_name_plural = _("crews")
        constraints = [
            ExclusionConstraint(
                name="one_crew_at_a_time",
                expressions=[("unit", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.shift}".strip()


class CrewMember(models.Model):
    """One of a crew; `membership` where the person also signs in."""

    crew = models.ForeignKey(Crew, on_delete=models.CASCADE, related_name="members")
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("name"), max_length=100)
    position = models.CharField(_("position"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("member of a crew")
        verbose_name_plural = _("members of crews")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
