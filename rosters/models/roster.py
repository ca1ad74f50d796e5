"""Rosters: who of an agency is on duty for something."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency

LONGEST_HAND_OVER = 120


class Roster(models.Model):
    """A duty, such as "fire duty officer". Who has it when: see rosters/calculation/.

    `version` grows when the roster or its layers change; single shifts, overrides and leave are
    rows of their own. `passes_on`: the turn of somebody away goes to the next, else to nobody.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="rosters")
    name_ko = models.CharField(_("Korean name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    passes_on = models.BooleanField(_("turns of people away pass on"), default=True)
    hand_over_minutes = models.PositiveSmallIntegerField(_("minutes of hand-over"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(_("changed at"))
    changed_by = models.CharField(_("changed by"), max_length=150)

    class Meta:
        verbose_name = _("roster")
        verbose_name_plural = _("rosters")
        ordering = ["agency_id", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name_ko=""), name="a_roster_has_a_name"),
            models.UniqueConstraint(
                fields=["agency", "name_ko"],
                condition=Q(is_active=True),
                name="one_roster_in_use_per_name",
            ),
            models.CheckConstraint(
                condition=Q(hand_over_minutes__lte=LONGEST_HAND_OVER), name="hand_over_is_short"
            ),
        ]

    def __str__(self) -> str:
        return self.name_en or self.name_ko
