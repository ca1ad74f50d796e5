"""Gaps that the agency was alarmed of."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rosters.models.during import During
from rosters.models.roster import Roster


class GapAlarm(models.Model):
    """A time in which nobody is on duty, of which the city log tells. It stands until it is filled.

    `goes_on`: it reached the end of what was looked at, so it may be longer.
    """

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="gap_alarms")
    begin = models.DateTimeField(_("from"))
    end = models.DateTimeField(_("until"))
    goes_on = models.BooleanField(default=False)
    found_at = models.DateTimeField(_("found at"))

    class Meta:
        verbose_name = _("gap in a roster")
        verbose_name_plural = _("gaps in rosters")
        ordering = ["begin"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("begin")), name="a_gap_lasts"),
            ExclusionConstraint(
                name="one_alarm_per_gap",
                expressions=[
                    ("roster", RangeOperators.EQUAL),
                    (During("begin", "end"), RangeOperators.OVERLAPS),
                ],
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roster} {self.begin}"
