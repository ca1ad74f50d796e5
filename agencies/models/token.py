"""Tokens for programs. Only digests are kept, and each stands for one membership."""

from __future__ import annotations

from typing import Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from agencies.models.membership import Membership
from safety_net.core import keys
from safety_net.core.keyed import Keyed, KeyedQuerySet

T = TypeVar("T", bound=models.Model)


class ApiTokenQuerySet(KeyedQuerySet[T]):
    def standing(self) -> Self:
        """Those that count now: neither expired nor of a membership that ended."""
        return self.filter(expires_at__gt=Now(), membership__in=Membership.objects.acting())


class ApiToken(Keyed):
    """A key that acts as one membership, within its scopes, until it expires or is revoked."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=100)
    scopes = ArrayField(models.CharField(max_length=40), verbose_name=_("scopes"))

    objects = ApiTokenQuerySet.as_manager()

    class Meta(Keyed.Meta):
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["name", "pk"]
        constraints = [
            *Keyed.Meta.constraints,
            models.CheckConstraint(condition=~Q(scopes=[]), name="a_token_is_for_something"),
        ]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def digest_of(key: str) -> str:
        return keys.digest_of(key)
