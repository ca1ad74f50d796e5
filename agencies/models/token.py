"""Tokens for programs. Only a digest is kept, and each stands for one membership."""

from __future__ import annotations

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models.membership import Membership


class ApiToken(models.Model):
    """A key that acts as one membership until it expires."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def digest_of(key: str) -> str:
        """SHA-256: the keys are 256 random bits, so no slow hash is needed."""
        return hashlib.sha256(key.encode()).hexdigest()
