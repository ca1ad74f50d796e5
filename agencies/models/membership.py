"""Who works for which agency, and as what."""

from __future__ import annotations

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency

M = TypeVar("M", bound=models.Model)


class Role(models.TextChoices):
    """The roles that sign in; see docs/domain.md."""

    CALL_TAKER = "call_taker", _("call-taker")
    DISPATCHER = "dispatcher", _("dispatcher")
    SUPERVISOR = "supervisor", _("supervisor")
    AGENCY_STAFF = "agency_staff", _("agency staff")
    AGENCY_ADMIN = "agency_admin", _("agency admin")
    CITY_ADMIN = "city_admin", _("city admin")
    AUDITOR = "auditor", _("auditor")
    FIELD_CREW = "field_crew", _("field crew")


class MembershipQuerySet(models.QuerySet[M]):
    def acting(self) -> Self:
        """All that count now, people and programs: the place, its holder and the agency stand."""
        return self.filter(is_active=True, user__is_active=True, agency__is_active=True)

    def standing(self) -> Self:
        """The people among them: a program is on no roster and is never called."""
        return self.acting().filter(is_program=False)


class Membership(models.Model):
    """One person's place in one agency. Ending it closes that person's live connections.

    An integration account has such a place, too: it signs in nowhere and acts by tokens only.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    is_active = models.BooleanField(_("active"), default=True)
    is_program = models.BooleanField(_("integration account"), default=False)

    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "agency"], name="one_role_per_agency"),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="membership_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.agency} · {self.role}"
