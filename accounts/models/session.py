"""Sessions of browsers: whose, from where, since when, and how long they still count."""

from __future__ import annotations

from typing import Self, TypeVar

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

S = TypeVar("S", bound=models.Model)


class SessionQuerySet(models.QuerySet[S]):
    """Questions about sessions, by the database's clock."""

    def standing(self) -> Self:
        """Those that count now: neither over nor left alone for too long."""
        left = models.Q(idle_until__isnull=True) | models.Q(idle_until__gt=Now())
        return self.filter(left, expire_date__gt=Now())

    def over(self) -> Self:
        """The others."""
        return self.filter(models.Q(expire_date__lte=Now()) | models.Q(idle_until__lte=Now()))


class Session(AbstractBaseSession):
    """One browser's session. Before somebody signs in it has no `user`.

    `expire_date` is when it ends whatever happens; `idle_until` when it ends unless it is used.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
    began_at = models.DateTimeField(_("began"), null=True)
    seen_at = models.DateTimeField(_("last seen"), null=True)
    idle_until = models.DateTimeField(null=True)
    address = models.GenericIPAddressField(_("address"), null=True)
    agent = models.CharField(_("browser"), max_length=300, blank=True)

    kept = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=True)
                | models.Q(began_at__isnull=False, idle_until__isnull=False),
                name="a_session_of_a_person_ends_by_itself",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.address}"
