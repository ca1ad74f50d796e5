"""Tries to sign in that failed, or are being looked at."""

from __future__ import annotations

from django.db import models


class Attempt(models.Model):
    """One try. `name` is a digest, because people type passwords into the wrong field.

    It is written before anything is looked at and removed when it was right, so tries that come
    at the same time count each other.
    """

    at = models.DateTimeField()
    name = models.CharField(max_length=64)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["name", "at"], name="attempts_by_name"),
            models.Index(fields=["address", "at"], name="attempts_by_address"),
            models.Index(fields=["at"], name="attempts_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.at} {self.address}"
