"""Layers: people who take turns."""

from __future__ import annotations

from datetime import time

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rosters.models.roster import Roster

WEEK = list(range(1, 8))  # ISO: Monday is 1
LOWEST_RANK = 5
LONGEST_TURN = 100


class TurnUnit(models.TextChoices):
    """In what a turn is measured."""

    HOUR = "hour", pgettext_lazy("length of a turn", "hours")
    DAY = "day", pgettext_lazy("length of a turn", "days")
    WEEK = "week", pgettext_lazy("length of a turn", "weeks")


class HolidayRule(models.TextChoices):
    """What a layer has to do with the city's holidays."""

    ANY = "any", _("on every day")
    ONLY = "only", _("on holidays only")
    NOT = "not", _("not on holidays")


class RosterLayer(models.Model):
    """A rotation; the fields mean what rosters/calculation/plan.py says of its Layer.

    `position` orders the layers of a roster: a later one lies over those before it of its `rank`.
    """

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="layers")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=100, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), default=1)
    unit = models.CharField(_("unit"), max_length=4, choices=TurnUnit, default=TurnUnit.DAY)
    length = models.PositiveSmallIntegerField(_("length of a turn"), default=1)
    hand_over = models.TimeField(_("hand-over"), default=time(9))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    days = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("days"), default=list, blank=True
    )
    hours_from = models.TimeField(_("from"), null=True, blank=True)
    hours_to = models.TimeField(_("until"), null=True, blank=True)
    holidays = models.CharField(
        _("holidays"), max_length=4, choices=HolidayRule, default=HolidayRule.ANY
    )

    class Meta:
        verbose_name = _("layer of a roster")
        verbose_name_plural = _("layers of rosters")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["roster", "position"], name="one_layer_per_position"),
            models.CheckConstraint(condition=Q(rank__range=(1, LOWEST_RANK)), name="layer_rank"),
            models.CheckConstraint(
                condition=Q(unit__in=TurnUnit.values, length__range=(1, LONGEST_TURN)),
                name="a_turn_has_a_length",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="a_layer_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=Q(days__contained_by=WEEK), name="layer_days"),
            models.CheckConstraint(
                condition=Q(hours_from__isnull=True, hours_to__isnull=True)
                | (
                    Q(hours_from__isnull=False, hours_to__isnull=False)
                    & ~Q(hours_from=F("hours_to"))
                ),
                name="layer_hours_begin_and_end",
            ),
            models.CheckConstraint(
                condition=Q(holidays__in=HolidayRule.values), name="layer_holidays_are_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roster} {self.position}"


class LayerParticipant(models.Model):
    """One place in a layer's order; somebody may have several."""

    layer = models.ForeignKey(RosterLayer, on_delete=models.CASCADE, related_name="participants")
    position = models.PositiveSmallIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("participant of a layer")
        verbose_name_plural = _("participants of layers")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["layer", "position"], name="one_person_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.user}"
