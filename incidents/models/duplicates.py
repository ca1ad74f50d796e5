"""How near in space and time two reports may be one incident, for each family of types."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class DuplicateRule(models.Model):
    """The row with a blank `family` counts for families without a row of their own.

    `related` names families that a caller may well take for this one: a crash or an injury.
    """

    family = models.CharField(_("family of types"), max_length=40, unique=True, blank=True)
    metres = models.PositiveIntegerField(_("metres"))
    minutes = models.PositiveIntegerField(_("minutes"))
    related = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("related families"),
        default=list,
        blank=True,
    )

    class Meta:
        verbose_name = _("rule for duplicates")
        verbose_name_plural = _("rules for duplicates")
        ordering = ["family"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(metres__gte=1, metres__lte=50_000, minutes__gte=1),
                name="duplicates_are_near",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.family or '*'}: {self.metres} m, {self.minutes} min"
