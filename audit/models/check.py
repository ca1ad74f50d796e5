"""A check of the whole log, done in pieces by whichever worker is free."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class LogCheck(models.Model):
    """`entries` of `total` are read up to `hash`; ended when `ended_at` is set."""

    by = models.CharField(max_length=150)
    agency_id = models.BigIntegerField(null=True)
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    total = models.BigIntegerField()
    entries = models.BigIntegerField(default=0)
    hash = models.BinaryField()
    seq = models.BigIntegerField(null=True)
    fault = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(ended_at__isnull=True),
                name="one_check_of_the_log_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"check {self.pk}: {self.entries} of {self.total}"

    @property
    def percent(self) -> int:
        return 100 if self.total <= 0 else min(100, self.entries * 100 // self.total)
