"""What is arranged for once: shifts, overrides, leave; and the city's holidays.

Rows hold what counts; who made and who took back what stands in the city log.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rosters.models.during import During
from rosters.models.layer import LOWEST_RANK
from rosters.models.roster import Roster


class Shift(models.Model):
    """Somebody on duty from `begin` to `end`. It lies over every layer of its rank.

    `uid` is that of the calendar event it came from.
    """

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="shifts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField(_("rank"), default=1)
    begin = models.DateTimeField(_("from"))
    end = models.DateTimeField(_("until"))
    uid = models.CharField(max_length=255, blank=True)

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = ["begin", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("begin")), name="a_shift_lasts"),
            models.CheckConstraint(condition=Q(rank__range=(1, LOWEST_RANK)), name="shift_rank"),
            ExclusionConstraint(
                name="one_shift_at_a_time_for_a_person",
                expressions=[
                    ("roster", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    (During("begin", "end"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["roster", "end"], name="shifts_that_come")]

    def __str__(self) -> str:
        return f"{self.roster} · {self.user}"


class Override(models.Model):
    """`user` instead of `instead_of`, or besides all others where it is null, for a time."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="overrides")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    instead_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    begin = models.DateTimeField(_("from"))
    end = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        ordering = ["pk"]  # the last one made wins
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("begin")), name="an_override_lasts"),
            models.CheckConstraint(
                condition=Q(instead_of__isnull=True) | ~Q(instead_of=F("user")),
                name="nobody_stands_in_for_themselves",
            ),
        ]
        indexes = [models.Index(fields=["roster", "end"], name="overrides_that_come")]

    def __str__(self) -> str:
        return f"{self.roster} · {self.user}"


class Leave(models.Model):
    """Somebody is away. There is no reason here: why is nobody's business."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="leaves"
    )
    begin = models.DateTimeField(_("from"))
    end = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("leave")
        verbose_name_plural = _("leaves")
        ordering = ["begin", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("begin")), name="a_leave_lasts"),
        ]
        indexes = [models.Index(fields=["end", "user"], name="leave_that_comes")]

    def __str__(self) -> str:
        return f"{self.user}"


class Holiday(models.Model):
    """A day on which the city rests."""

    day = models.DateField(_("day"), unique=True)
    name_ko = models.CharField(_("Korean name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name_en or self.name_ko}"
