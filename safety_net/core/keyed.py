"""What holds a key: tokens of programs, and devices."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self, TypeVar, cast

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from safety_net.core import keys

K = TypeVar("K", bound=models.Model)
LONGEST = timedelta(days=366)
LONGEST_OVERLAP = timedelta(days=30)
# When a key was last used is worth a write once a minute.
USED_AGAIN_AFTER = timedelta(minutes=1)
USED_OF_LATE = Q(last_used_at__gt=Now() - USED_AGAIN_AFTER)


class KeyedQuerySet(models.QuerySet[K]):
    def with_key(self, key: str) -> Self:
        """The one with this key, or with such an old key that still lives beside its successor."""
        digest = keys.digest_of(key)
        return self.filter(Q(digest=digest) | Q(old_digest=digest, old_until__gt=Now()))

    def use(self, key: str) -> K | None:
        """The one with this key among these, marked as used; None where there is none."""
        found = cast("K | None", self.with_key(key).annotate(is_fresh=USED_OF_LATE).first())
        if found is not None and not getattr(found, "is_fresh"):  # noqa: B009  (an annotation)
            self.model._default_manager.filter(pk=found.pk).update(last_used_at=Now())
        return found


class Keyed(models.Model):
    """A key that lasts until it expires. After a rotation the old one may live on for a while."""

    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8, blank=True)
    created_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"))
    old_digest = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    old_until = models.DateTimeField(null=True, blank=True, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(old_digest__isnull=True, old_until__isnull=True)
                | Q(old_digest__isnull=False, old_until__isnull=False),
                name="%(class)s_old_key_ends",
            ),
        ]

    def give_key(self, sort: str, *, at: datetime, overlap: timedelta = timedelta()) -> str:
        """A new key, to be told once. The one before it lives for `overlap`, or not at all."""
        lives_on = bool(self.digest) and overlap > timedelta()
        self.old_digest = self.digest if lives_on else None
        self.old_until = at + overlap if lives_on else None
        key = keys.new_key(sort)
        self.digest, self.hint = keys.digest_of(key), keys.hint_of(key)
        return key
