"""Passwords that somebody else knows."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class GivenPassword(models.Model):
    """An administrator gave this person a password; it is good for nothing but choosing one."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="given_password"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.user)
