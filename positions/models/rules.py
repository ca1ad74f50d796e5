"""What an agency may set: how long a position counts, and how fast a kind of unit may be."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from units.models import UnitKind

STALE_AFTER_SECONDS = 120
FORGET_AFTER_SECONDS = 12 * 3600
FASTEST_KMH = 300


class AgencyPositionRules(models.Model):
    """How long a position of an agency's units counts; an agency without a row has the defaults."""

    agency = models.OneToOneField(
        Agency, primary_key=True, on_delete=models.CASCADE, related_name="position_rules"
    )
    stale_after_seconds = models.PositiveIntegerField(
        _("stale after seconds"),
        default=STALE_AFTER_SECONDS,
        help_text=_("An older position is drawn as stale, and nobody is recommended by it."),
    )
    forget_after_seconds = models.PositiveIntegerField(
        _("forgotten after seconds"),
        default=FORGET_AFTER_SECONDS,
        help_text=_("An older position is not shown any more."),
    )

    class Meta:
        verbose_name = _("position rules of an agency")
        verbose_name_plural = _("position rules of agencies")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stale_after_seconds__gte=5)
                & models.Q(forget_after_seconds__gte=models.F("stale_after_seconds")),
                name="stale_before_forgotten",
            ),
        ]

    def __str__(self) -> str:
        return str(self.agency)


class KindPositionRules(models.Model):
    """The fastest that a kind of unit moves, where 300 km/h is not right: aircraft, boats."""

    kind = models.OneToOneField(
        UnitKind, primary_key=True, on_delete=models.CASCADE, related_name="position_rules"
    )
    fastest_kmh = models.PositiveIntegerField(
        _("fastest in km/h"),
        default=FASTEST_KMH,
        help_text=_("A position that would need more speed than this is refused."),
    )

    class Meta:
        verbose_name = _("position rules of a kind of unit")
        verbose_name_plural = _("position rules of kinds of unit")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fastest_kmh__gte=1), name="fastest_is_a_speed"
            ),
        ]

    def __str__(self) -> str:
        return str(self.kind)
