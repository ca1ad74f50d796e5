"""How the people of an agency sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Now

from accounts.models import GivenPassword
from agencies.models import Membership
from agencies.proving import NEEDS_SECOND_FACTOR


@dataclass(frozen=True, kw_only=True)
class Row:
    """One person: `factor` is there, `lacking` where the role needs it."""

    user: User
    name: str
    places: list[Membership]
    factor: bool
    lacking: bool
    given: bool
    sessions: int
    last_login: datetime | None


def rows_of(people: QuerySet[User]) -> list[Row]:
    """What the page shows of `people`, by name; three questions in all."""
    factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    standing = Q(sessions__expire_date__gt=Now(), sessions__idle_until__gt=Now())
    places = Membership.objects.select_related("agency").order_by("agency_id")
    found = people.annotate(
        has_factor=Exists(factors),
        is_given=Exists(GivenPassword.objects.filter(user=OuterRef("pk"))),
        open_sessions=Count("sessions", filter=standing, distinct=True),
    ).prefetch_related(Prefetch("memberships", queryset=places))
    return [_row(user) for user in found.order_by("first_name", "username")]


def _row(user: User) -> Row:
    places = list(user.memberships.all())
    needs = any(one.is_active and one.role in NEEDS_SECOND_FACTOR for one in places)
    factor = bool(getattr(user, "has_factor", False))
    return Row(
        user=user,
        name=user.get_full_name() or user.get_username(),
        places=places,
        factor=factor,
        lacking=needs and not factor,
        given=bool(getattr(user, "is_given", False)),
        sessions=int(getattr(user, "open_sessions", 0)),
        last_login=user.last_login,
    )
