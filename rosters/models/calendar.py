"""Secret addresses under which a calendar program reads a roster."""

from __future__ import annotations

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Membership
from rosters.models.roster import Roster


class CalendarToken(models.Model):
    """Shows one roster, or the person's own duties where it names none. Only a digest is kept.

    It is as good as the membership it was made for: when that ends, the calendar is gone, too.
    """

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="calendar_tokens"
    )
    roster = models.ForeignKey(
        Roster, null=True, blank=True, on_delete=models.CASCADE, related_name="calendar_tokens"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "roster"],
                name="one_calendar_per_person_and_roster",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} {self.roster or ''}".strip()

    @staticmethod
    def digest_of(key: str) -> str:
        """SHA-256: the keys are 256 random bits, so no slow hash is needed."""
        return hashlib.sha256(key.encode()).hexdigest()
